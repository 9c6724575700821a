// How calls go out again, and how they end.
#include "session/engine.hpp"

#include <chrono>
#include <utility>

namespace strata::mtproto {

// G-17: what may have been executed is repeated only if that does no harm.
void Session::Engine::send_again(CallId id, Delivery delivery) {
  const Call* const call = calls_.find(id);
  if (call == nullptr || !call->is_in_flight()) return;
  if (delivery == Delivery::unknown) {
    if (call->idempotency == Idempotency::write) {
      return fail_call(
          id, Errc::unknown_outcome,
          "the server may or may not have executed the call; look before repeating it");
    }
    sent_.change_kind(call->msg_id, SentKind::former_call);
  } else {
    sent_.erase(call->msg_id);
  }
  calls_.requeue(id);
}

// A message that was refused: whatever it was for is to be done again.
void Session::Engine::send_again(const SentMessage& message) {
  switch (message.kind) {
    case SentKind::call: {
      const Call* const call = calls_.find(message.call);
      const bool current = call != nullptr && call->msg_id == message.msg_id;
      if (current) send_again(call->id, Delivery::not_received);
      break;
    }
    case SentKind::ping:
      keep_alive_.request_ping();
      break;
    case SentKind::salts_request:
      salts_asked_at_.reset();
      break;
    case SentKind::state_request:
      if (const auto request = services_.take_request(message.msg_id)) {
        for (const MsgId asked : request->asked) services_.ask_for_state(asked);
      }
      break;
    case SentKind::destroy_key:
      ask_again_for_key_end();
      break;
    case SentKind::resend_request:
      services_.resends_asked.clear();
      break;
    default:
      // Acknowledgements come back by themselves, see AckQueue; the rest is a courtesy.
      break;
  }
  sent_.erase(message.msg_id);
}

void Session::Engine::fail_call(CallId id, Errc code, std::string message) {
  complete(id, CallFailed{id, Error(code, std::move(message))});
}

// G-18: the only place where calls end with an event.
void Session::Engine::complete(CallId id, SessionEvent event) {
  const Call* const call = calls_.find(id);
  if (call == nullptr) return;
  if (call->is_in_flight()) sent_.erase(call->msg_id);
  calls_.erase(id);
  events_.push(std::move(event));
}

void Session::Engine::adopt_salt(Now now, std::int64_t salt) {
  if (salts_.adopt(salt, time_.at(now.monotonic))) events_.push(SaltChanged{.salt = salt});
}

void Session::Engine::correct_time(Now now, MsgId evidence) {
  time_.on_evidence(now, evidence);
  report_time();
}

// The offset creeps forward with many messages; only what is worth saving is reported.
void Session::Engine::report_time() {
  constexpr std::chrono::seconds noteworthy{1};
  if (std::chrono::abs(time_.offset() - reported_offset_) < noteworthy) return;
  reported_offset_ = time_.offset();
  events_.push(TimeCorrected{.time_offset = reported_offset_});
}

}  // namespace strata::mtproto
