// pong: the answer to a ping, and the best evidence of the server's time.
#include "session/engine.hpp"
#include "session/service_message.hpp"

#include "strata/tl/mtproto/types/pong.hpp"

namespace strata::mtproto {

// Spec: core.telegram.org/mtproto/service_messages#ping-messages-pingpong (B-31, B-44)
Status Session::Engine::on_pong(Now now, const Incoming& message) {
  const auto pong = session::parse<tl::mtproto::types::Pong>(message.body);
  if (!pong) return strata::fail(pong.error());
  const MsgId ping{pong->msg_id};
  if (!keep_alive_.is_ours(pong->ping_id) || sent_.find(ping) == nullptr) return {};
  sent_.erase(ping);
  time_.on_answer(now, message.id, ping);
  report_time();
  return {};
}

}  // namespace strata::mtproto
