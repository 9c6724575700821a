// After a logout: the keys are of no use to anyone any more, here and on the servers.
#include "core/client_core.hpp"

#include "strata/client/errors.hpp"

#include <asio/this_coro.hpp>

#include <utility>
#include <vector>

namespace strata::detail {
namespace {

/// One link for each data centre that a key is stored for, all of them at work.
std::vector<std::shared_ptr<Link>> start_links(
    const std::shared_ptr<LinkEnvironment>& environment) {
  std::vector<std::shared_ptr<Link>> links;
  const SessionData session = environment->account->snapshot();
  for (const DcEntry& dc : session.dcs) {
    if (!dc.auth_key) continue;
    LinkTarget target;
    target.dc = dc.id;
    target.retires_key = true;
    links.push_back(std::make_shared<Link>(environment, target, std::weak_ptr<LinkObserver>()));
    links.back()->start();
  }
  return links;
}

std::string_view describe(const std::optional<mtproto::KeyDestroyed::Outcome>& outcome) {
  using Outcome = mtproto::KeyDestroyed::Outcome;
  if (!outcome) return "no answer";
  switch (*outcome) {
    case Outcome::destroyed:
      return "destroyed";
    case Outcome::unknown:
      return "unknown to the server";
    case Outcome::refused:
      return "kept by the server";
  }
  return "?";
}

}  // namespace

/// What cannot be reached in time keeps a key that nobody has any more.
// Spec: core.telegram.org/mtproto/auth_key
asio::awaitable<void> ClientCore::retire_keys(AsyncEvent::TimePoint deadline) {
  const std::vector<std::shared_ptr<Link>> links = start_links(environment_);
  for (const std::shared_ptr<Link>& link : links) {
    const auto outcome = co_await link->key_end(deadline);
    environment_->logger.log(
        LogLevel::info, "net", "a key is retired",
        {LogField("dc", link->target().dc), LogField("outcome", describe(outcome))});
    link->stop(ClosedError());
  }
}

// Spec: core.telegram.org/method/auth.logOut (D-12)
asio::awaitable<void> ClientCore::forget_login(std::shared_ptr<ClientCore> self) {
  // Cancelled or not: a login that is half forgotten serves nobody.
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  if (self->state_ == State::open) {
    // Before the keys go: links would take the loss of theirs for an attack.
    self->links_.stop_all(Error(ClientErrc::connection_lost));
    self->connected_ = false;
    const auto limit = self->environment_->config.shutdown_timeout;
    co_await self->retire_keys(AsyncEvent::Clock::now() + limit);
  }
  self->environment_->account->clear();
  if (self->state_ == State::open) {
    (void)self->links_.get(self->environment_->account->home_dc(), SessionKind::main);
  }
}

}  // namespace strata::detail
