// One call over a link, from its queueing to its only outcome.
#include "core/translate_error.hpp"
#include "net/link.hpp"
#include "rpc/methods.hpp"

#include "strata/client/errors.hpp"
#include "strata/tl/functions/invoke_without_updates.hpp"

#include <asio/this_coro.hpp>

#include <algorithm>
#include <utility>

namespace strata::detail {
namespace {

/// Sessions that are not the main one must not receive updates: the main one would miss them.
// Spec: core.telegram.org/api/invoking#invoking-methods (B-83)
Bytes without_updates(const Bytes& body) {
  constexpr std::uint32_t wrapper = tl::functions::InvokeWithoutUpdates::ID;
  Bytes wrapped(sizeof wrapper + body.size());
  store_le(wrapped.data(), wrapper);
  std::copy(body.begin(), body.end(), wrapped.begin() + sizeof wrapper);
  return wrapped;
}

}  // namespace

/// Registers a call, and gives it up if it is left without an outcome.
class Link::CallGuard {
 public:
  CallGuard(Link& link, mtproto::CallId id, PendingCall& call) : link_(link), id_(id) {
    link_.pending_.add(id_, call);
    link_.due_.notify();
  }
  CallGuard(const CallGuard&) = delete;
  CallGuard& operator=(const CallGuard&) = delete;
  ~CallGuard() {
    if (!link_.pending_.remove(id_) || !link_.session_) return;
    // Spec: core.telegram.org/mtproto/service_messages#cancellation-of-an-rpc-query (B-74)
    link_.session_->cancel(id_);
    link_.due_.notify();
  }

 private:
  Link& link_;
  mtproto::CallId id_;
};

asio::awaitable<Result<Bytes>> Link::call(Bytes body, mtproto::SendOptions options,
                                          AsyncEvent::TimePoint deadline) {
  const std::shared_ptr<Link> self = shared_from_this();
  const std::uint32_t method = method_id(body);
  while (!session_ && !end_ && AsyncEvent::Clock::now() < deadline) {
    co_await changed_.wait(deadline);
    check_cancelled(co_await asio::this_coro::cancellation_state);
  }
  if (end_) co_return fail(*end_);
  if (!session_) co_return fail(Error(ClientErrc::timed_out));

  if (!target_.updates) body = without_updates(body);
  const Result<mtproto::CallId> id = session_->enqueue(std::move(body), options);
  if (!id) co_return fail(to_client_error(id.error()));
  PendingCall waiting(method);
  const CallGuard guard(*this, *id, waiting);
  co_await waiting.wait(deadline);
  if (waiting.is_done()) co_return waiting.take();
  check_cancelled(co_await asio::this_coro::cancellation_state);
  co_return fail(Error(ClientErrc::timed_out));
}

}  // namespace strata::detail
