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

/// auth.bindTempAuthKey answers boolTrue.
Status check_bound(BytesView body) {
  constexpr std::uint32_t bool_true = 0x997275b5;
  const bool bound =
      body.size() >= sizeof bool_true && load_le<std::uint32_t>(body.data()) == bool_true;
  if (!bound) return fail(Error(ClientErrc::unexpected_answer));
  return {};
}

}  // namespace

void Link::take_events() {
  each_session([this](const In& in) { take_events_of(in); });
}

void Link::take_events_of(const In& in) {
  while (const std::optional<mtproto::SessionEvent> event = in->session.next_event()) {
    std::visit([&](const auto& what) { on(in, what); }, *event);
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

void Link::on(const In& in, const mtproto::CallResult& event) {
  if (in->binding == event.call) {
    const Status bound = check_bound(event.body);
    on_binding(in, bound);
    return;
  }
  in->pending.complete(event.call, Bytes(event.body.begin(), event.body.end()));
}

void Link::on(const In& in, const mtproto::CallError& event) {
  if (in->binding == event.call) {
    on_binding(in, fail(RpcError(event.code, event.text, "auth.bindTempAuthKey")));
    return;
  }
  const PendingCall* call = in->pending.find(event.call);
  if (call == nullptr) return;
  if (has_secrecy() && event.text == "AUTH_KEY_PERM_EMPTY") {
    in->pending.complete(event.call, fail(Error(ClientErrc::connection_lost)));
    lose_temporary_key(Error(ClientErrc::connection_lost));
    return;
  }
  in->pending.complete(event.call,
                       fail(RpcError(event.code, event.text, method_name(call->method()))));
}

void Link::on(const In& in, const mtproto::CallFailed& event) {
  if (in->binding == event.call) {
    on_binding(in, fail(event.error));
    return;
  }
  in->pending.complete(event.call, fail(to_client_error(event.error)));
}

void Link::on(const In&, const mtproto::UpdatesReceived& event) {
  const auto observer = observer_.lock();
  if (observer && target_.updates) observer->on_updates(*this, event.body);
}

void Link::on(const In&, const mtproto::UpdatesGap& event) { tell_gap(reason_of(event)); }

void Link::on(const In&, const mtproto::SessionReset&) {
  log(LogLevel::warning, "the protocol made this side begin a new session", {});
}

/// Salts belong to keys, and temporary keys are not stored.
void Link::on(const In&, const mtproto::SaltChanged& event) {
  if (has_secrecy()) return;
  const auto take_salt = [&event](DcEntry& dc) { dc.server_salt = event.salt; };
  environment_->account->change_dc(target_.dc, take_salt);
}

void Link::on(const In&, const mtproto::TimeCorrected&) {
  log(LogLevel::info, "the server's time is known better", {});
}

void Link::on(const In&, const mtproto::KeyDestroyed& event) {
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
