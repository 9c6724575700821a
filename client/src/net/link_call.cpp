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
  CallGuard(Link& link, In in, mtproto::CallId id, PendingCall& call)
      : link_(link), in_(std::move(in)), id_(id) {
    in_->pending.add(id_, call);
    link_.due_.notify();
  }
  CallGuard(const CallGuard&) = delete;
  CallGuard& operator=(const CallGuard&) = delete;
  ~CallGuard() {
    if (!in_->pending.remove(id_)) return;
    // Spec: core.telegram.org/mtproto/service_messages#cancellation-of-an-rpc-query (B-74)
    in_->session.cancel(id_);
    link_.due_.notify();
  }

 private:
  Link& link_;
  In in_;
  mtproto::CallId id_;
};

asio::awaitable<Result<Bytes>> Link::call(Bytes body, mtproto::SendOptions options,
                                          AsyncEvent::TimePoint deadline) {
  const std::shared_ptr<Link> self = shared_from_this();
  const std::uint32_t method = method_id(body);
  if (!target_.updates) body = without_updates(body);
  for (;;) {
    const Status ready = co_await wait_for_session(deadline);
    if (!ready) co_return fail(ready.error());
    const In in = session_;
    Bytes sent = in->is_bound ? std::move(body) : body;
    Result<Bytes> outcome = co_await call_in(in, std::move(sent), options, method, deadline);
    // A session whose key was never bound has sent nothing: the next one may.
    const bool was_sent = in->is_bound || end_;
    if (outcome || was_sent || outcome.error().code() != ClientErrc::connection_lost) {
      co_return outcome;
    }
  }
}

asio::awaitable<Status> Link::wait_for_session(AsyncEvent::TimePoint deadline) {
  while (!session_ && !end_ && !binding_error_ && AsyncEvent::Clock::now() < deadline) {
    co_await changed_.wait(deadline);
    check_cancelled(co_await asio::this_coro::cancellation_state);
  }
  if (end_) co_return fail(*end_);
  if (session_) co_return Status();
  co_return fail(binding_error_ ? *binding_error_ : Error(ClientErrc::timed_out));
}

asio::awaitable<Result<Bytes>> Link::call_in(In in, Bytes body, mtproto::SendOptions options,
                                             std::uint32_t method, AsyncEvent::TimePoint deadline) {
  const Result<mtproto::CallId> id = in->session.enqueue(std::move(body), options);
  if (!id) co_return fail(to_client_error(id.error()));
  PendingCall waiting(method);
  const CallGuard guard(*this, in, *id, waiting);
  co_await waiting.wait(deadline);
  if (waiting.is_done()) co_return waiting.take();
  check_cancelled(co_await asio::this_coro::cancellation_state);
  co_return fail(Error(ClientErrc::timed_out));
}

}  // namespace strata::detail
