// msg_detailed_info: there is an answer that may have got lost.
#include "session/engine.hpp"
#include "session/service_message.hpp"

#include "strata/tl/mtproto/types/msg_detailed_info.hpp"

namespace strata::mtproto {

// Spec: core.telegram.org/mtproto/service_messages_about_messages
//   #extended-voluntary-communication-of-status-of-one-message (B-77)
Status Session::Engine::on_detailed_info(Now now, const Incoming& message) {
  const auto info = session::parse<tl::mtproto::types::MsgDetailedInfo>(message.body);
  if (!info) return strata::fail(info.error());
  mark_received(MsgId{info->msg_id});
  want_answer(now, MsgId{info->answer_msg_id});
  return {};
}

Status Session::Engine::on_new_detailed_info(Now now, const Incoming& message) {
  const auto info = session::parse<tl::mtproto::types::MsgNewDetailedInfo>(message.body);
  if (!info) return strata::fail(info.error());
  want_answer(now, MsgId{info->answer_msg_id});
  return {};
}

// The announced size is only a hint: nothing is allocated for it.
void Session::Engine::want_answer(Now now, MsgId answer) {
  if (!answer.is_from_server()) return;
  if (received_.check(answer) == session::DuplicateWindow::Verdict::fresh) {
    services_.ask_again(answer);
  } else {
    acks_.add(answer, now.monotonic);
  }
}

}  // namespace strata::mtproto
