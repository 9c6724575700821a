// bad_server_salt: a message of ours was refused for its salt.
#include "session/engine.hpp"
#include "session/service_message.hpp"

#include "strata/tl/mtproto/types/bad_msg_notification.hpp"

namespace strata::mtproto {

// Spec: core.telegram.org/mtproto/service_messages_about_messages
//   #notice-of-ignored-error-message (B-07, B-33, B-41)
Status Session::Engine::on_bad_salt(Now now, const Incoming& message) {
  const auto notice = session::parse<tl::mtproto::types::BadServerSalt>(message.body);
  if (!notice) return strata::fail(notice.error());
  const MsgId bad_msg_id{notice->bad_msg_id};
  // Anything else could be an old recording, or a server that makes salts up (M-28).
  if (sent_.find(bad_msg_id) == nullptr) return {};

  time_.on_answer(now, message.id, bad_msg_id);
  report_time();
  bool has_call = false;
  const auto refused = sent_.named_by(bad_msg_id);
  for (const SentMessage& sent : refused) {
    Call* const call = calls_.find(sent.call);
    if (call == nullptr) continue;
    has_call = true;
    if (!call->salt_changes.allow(now.monotonic, limits::max_salt_changes,
                                  limits::rejection_period)) {
      return strata::fail(Errc::salt_storm, "the server refuses every salt for one message");
    }
  }
  if (!has_call &&
      !service_refusals_.allow(now.monotonic, limits::max_salt_changes, limits::rejection_period)) {
    return strata::fail(Errc::salt_storm, "the server refuses every salt");
  }

  adopt_salt(now, notice->new_server_salt);
  for (const SentMessage& sent : refused) send_again(sent);
  sent_.erase(bad_msg_id);
  return {};
}

}  // namespace strata::mtproto
