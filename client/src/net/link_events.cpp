// What the session tells: outcomes to their waiters, updates to the observer, salts to the account.
#include "core/translate_error.hpp"
#include "net/link.hpp"
#include "rpc/methods.hpp"

#include "strata/client/errors.hpp"

#include <asio/this_coro.hpp>

#include <utility>
#include <variant>

namespace strata::detail {
namespace {

UpdateGap reason_of(const mtproto::UpdatesGap& gap) {
  return gap.reason == mtproto::UpdatesGap::Reason::lost_update ? UpdateGap::undecodable
                                                                : UpdateGap::new_session;
}

}  // namespace

void Link::take_events() {
  while (session_) {
    const std::optional<mtproto::SessionEvent> event = session_->next_event();
    if (!event) return;
    std::visit([this](const auto& what) { on(what); }, *event);
  }
}

void Link::tell_change() {
  if (const auto observer = observer_.lock()) observer->on_link_changed(*this);
}

// Spec: core.telegram.org/api/config (C-29)
void Link::tell_failure() {
  if (const auto observer = observer_.lock()) observer->on_addresses_failed(*this);
}

void Link::tell_gap(UpdateGap reason) {
  const auto observer = observer_.lock();
  if (observer && target_.updates) observer->on_gap(*this, reason);
}

void Link::on(const mtproto::CallResult& event) {
  pending_.complete(event.call, Bytes(event.body.begin(), event.body.end()));
}

void Link::on(const mtproto::CallError& event) {
  const PendingCall* call = pending_.find(event.call);
  if (call == nullptr) return;
  pending_.complete(event.call,
                    fail(RpcError(event.code, event.text, method_name(call->method()))));
}

void Link::on(const mtproto::CallFailed& event) {
  pending_.complete(event.call, fail(to_client_error(event.error)));
}

void Link::on(const mtproto::UpdatesReceived& event) {
  const auto observer = observer_.lock();
  if (observer && target_.updates) observer->on_updates(*this, event.body);
}

void Link::on(const mtproto::UpdatesGap& event) { tell_gap(reason_of(event)); }

void Link::on(const mtproto::SessionReset&) {
  log(LogLevel::warning, "the protocol made this side begin a new session", {});
}

void Link::on(const mtproto::SaltChanged& event) {
  const auto take_salt = [&event](DcEntry& dc) { dc.server_salt = event.salt; };
  environment_->account->change_dc(target_.dc, take_salt);
}

void Link::on(const mtproto::TimeCorrected&) {
  log(LogLevel::info, "the server's time is known better", {});
}

void Link::on(const mtproto::KeyDestroyed& event) {
  key_end_ = event.outcome;
  changed_.notify();
}

asio::awaitable<std::optional<mtproto::KeyDestroyed::Outcome>> Link::key_end(
    AsyncEvent::TimePoint deadline) {
  const std::shared_ptr<Link> self = shared_from_this();
  while (!key_end_ && !end_ && AsyncEvent::Clock::now() < deadline) {
    co_await changed_.wait(deadline);
    check_cancelled(co_await asio::this_coro::cancellation_state);
  }
  co_return key_end_;
}

}  // namespace strata::detail
