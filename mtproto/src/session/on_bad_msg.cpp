// bad_msg_notification: a message of ours was refused.
#include "session/engine.hpp"
#include "session/refusal.hpp"
#include "session/service_message.hpp"

#include "strata/tl/mtproto/types/bad_msg_notification.hpp"

#include <algorithm>

namespace strata::mtproto {

using session::Refusal;

// Spec: core.telegram.org/mtproto/service_messages_about_messages
//   #notice-of-ignored-error-message (B-32, B-33, B-40)
Status Session::Engine::on_bad_msg(Now now, const Incoming& message) {
  const auto notice = session::parse<tl::mtproto::types::BadMsgNotification>(message.body);
  if (!notice) return strata::fail(notice.error());
  const MsgId bad_msg_id{notice->bad_msg_id};
  if (sent_.find(bad_msg_id) == nullptr) return {};

  const Refusal refusal = session::refusal_of(notice->error_code);
  if (refusal == Refusal::id_too_low || refusal == Refusal::id_too_high) {
    // The time is in the notice's own id; ours is what was wrong.
    correct_time(now, message.id);
  }
  return on_refusal(now, bad_msg_id, refusal);
}

Status Session::Engine::on_refusal(Now now, MsgId bad_msg_id, Refusal refusal) {
  auto refused = sent_.named_by(bad_msg_id);
  // What went out again since has been dealt with.
  std::erase_if(refused,
                [](const SentMessage& sent) { return sent.kind == SentKind::former_call; });
  if (refused.empty()) return {};
  if (!limit_refusals(now, refused)) return {};
  switch (refusal) {
    case Refusal::id_too_low:
      for (const SentMessage& sent : refused) send_again(sent);
      break;
    case Refusal::id_too_high:
      reset_after(now, refused, bad_msg_id);
      break;
    case Refusal::session_broken:
      reset_after(now, refused, std::nullopt);
      break;
    case Refusal::own_fault:
      if (own_faults_.allow(now.monotonic, 1, limits::rejection_period)) {
        reset_after(now, refused, std::nullopt);
      } else {
        reject(refused);
      }
      break;
    case Refusal::container_invalid:
      send_singly(refused);
      break;
    case Refusal::cannot_tell:
      for (const SentMessage& sent : refused) cannot_tell(now, sent);
      return {};
  }
  sent_.erase(bad_msg_id);
  return {};
}

// A call that is refused over and over fails, so that no server can keep this side busy.
bool Session::Engine::limit_refusals(Now now, const std::vector<SentMessage>& refused) {
  bool has_call = false;
  bool left = false;
  for (const SentMessage& sent : refused) {
    Call* const call = calls_.find(sent.call);
    if (call == nullptr) continue;
    has_call = true;
    if (call->rejections.allow(now.monotonic, limits::max_rejections, limits::rejection_period)) {
      left = true;
    } else {
      reject({sent});
    }
  }
  if (has_call) return left;
  return service_refusals_.allow(now.monotonic, limits::max_rejections, limits::rejection_period);
}

void Session::Engine::reject(const std::vector<SentMessage>& refused) {
  for (const SentMessage& sent : refused) {
    fail_call(sent.call, Errc::message_rejected, "the server refuses the message every time");
  }
}

void Session::Engine::reset_after(Now now, const std::vector<SentMessage>& refused,
                                  std::optional<MsgId> refused_from) {
  if (!resets_.allow(now.monotonic, limits::max_resets, limits::reset_period)) {
    return reject(refused);
  }
  for (const SentMessage& sent : refused) send_again(sent);
  reset(refused_from);
}

// Refused with a container, a message may do without one; refused without, it never will.
void Session::Engine::send_singly(const std::vector<SentMessage>& refused) {
  for (const SentMessage& sent : refused) {
    Call* const call = calls_.find(sent.call);
    if (call != nullptr && call->singly) {
      reject({sent});
      continue;
    }
    if (call != nullptr) call->singly = true;
    send_again(sent);
  }
}

// The server has forgotten; while it may still remember something, ask it (B-40 code 20).
void Session::Engine::cannot_tell(Now now, const SentMessage& sent) {
  Call* const call = calls_.find(sent.call);
  if (call == nullptr || call->msg_id != sent.msg_id) return;
  const bool recent = sent.msg_id.unix_time() + limits::max_behind > time_.at(now.monotonic);
  if (recent && !call->state_asked) {
    call->state_asked = true;
    services_.ask_for_state(sent.msg_id);
  } else {
    send_again(call->id, Delivery::unknown);
  }
}

}  // namespace strata::mtproto
