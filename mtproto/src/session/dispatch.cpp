// Which function handles which message of the server.
#include "session/container.hpp"
#include "session/engine.hpp"

#include "strata/tl/mtproto/types/bad_msg_notification.hpp"
#include "strata/tl/mtproto/types/destroy_auth_key_res.hpp"
#include "strata/tl/mtproto/types/destroy_session_res.hpp"
#include "strata/tl/mtproto/types/future_salts.hpp"
#include "strata/tl/mtproto/types/message_container.hpp"
#include "strata/tl/mtproto/types/message_copy.hpp"
#include "strata/tl/mtproto/types/msg_detailed_info.hpp"
#include "strata/tl/mtproto/types/msg_resend_req.hpp"
#include "strata/tl/mtproto/types/msgs_ack.hpp"
#include "strata/tl/mtproto/types/msgs_all_info.hpp"
#include "strata/tl/mtproto/types/msgs_state_info.hpp"
#include "strata/tl/mtproto/types/msgs_state_req.hpp"
#include "strata/tl/mtproto/types/new_session.hpp"
#include "strata/tl/mtproto/types/object.hpp"
#include "strata/tl/mtproto/types/pong.hpp"
#include "strata/tl/mtproto/types/rpc_drop_answer.hpp"
#include "strata/tl/mtproto/types/rpc_result.hpp"

#include <algorithm>
#include <array>

namespace strata::mtproto {
namespace {

namespace schema = tl::mtproto::types;

// What may come with a wrong time: it corrects time or salt, and names a message of ours (B-33).
constexpr std::array<std::uint32_t, 4> counts_out_of_time = {
    schema::BadServerSalt::ID, schema::BadMsgNotification::ID, schema::NewSessionCreated::ID,
    schema::MsgContainer::ID};

}  // namespace

// Whatever is not of the service schema is an object of the API and answers no call: updates.
Status Session::Engine::dispatch(Now now, const Incoming& message) {
  using Handler = Status (Engine::*)(Now, const Incoming&);
  struct Route {
    std::uint32_t id;
    Handler handler;
  };
  static constexpr std::array<Route, 24> routes = {{
      {schema::RpcResult::ID, &Engine::on_rpc_result},
      {schema::MsgsAck::ID, &Engine::on_acks},
      {schema::MsgContainer::ID, &Engine::on_container},
      {schema::GzipPacked::ID, &Engine::on_gzip},
      {schema::Pong::ID, &Engine::on_pong},
      {schema::NewSessionCreated::ID, &Engine::on_new_session},
      {schema::BadServerSalt::ID, &Engine::on_bad_salt},
      {schema::BadMsgNotification::ID, &Engine::on_bad_msg},
      {schema::FutureSalts::ID, &Engine::on_future_salts},
      {schema::MsgDetailedInfo::ID, &Engine::on_detailed_info},
      {schema::MsgNewDetailedInfo::ID, &Engine::on_new_detailed_info},
      {schema::MsgsStateReq::ID, &Engine::on_state_request},
      {schema::MsgResendReq::ID, &Engine::on_resend_request},
      {schema::MsgsStateInfo::ID, &Engine::on_state_info},
      {schema::MsgsAllInfo::ID, &Engine::on_all_info},
      {schema::MsgCopy::ID, &Engine::on_msg_copy},
      {schema::DestroyAuthKeyOk::ID, &Engine::on_key_destroyed},
      {schema::DestroyAuthKeyNone::ID, &Engine::on_key_destroyed},
      {schema::DestroyAuthKeyFail::ID, &Engine::on_key_destroyed},
      // Answers that change nothing here, asked for or not (N-087).
      {schema::DestroySessionOk::ID, &Engine::on_unsolicited},
      {schema::DestroySessionNone::ID, &Engine::on_unsolicited},
      {schema::RpcAnswerUnknown::ID, &Engine::on_unsolicited},
      {schema::RpcAnswerDroppedRunning::ID, &Engine::on_unsolicited},
      {schema::RpcAnswerDropped::ID, &Engine::on_unsolicited},
  }};

  if (message.body.size() < 4) {
    return strata::fail(Errc::malformed_message, "a message without an object");
  }
  const auto id = load_le<std::uint32_t>(message.body.data());
  if (message.out_of_time &&
      std::ranges::find(counts_out_of_time, id) == counts_out_of_time.end()) {
    return {};
  }
  const auto route = std::ranges::find(routes, id, &Route::id);
  return (this->*(route == routes.end() ? &Engine::on_updates : route->handler))(now, message);
}

Status Session::Engine::on_unsolicited(Now /*now*/, const Incoming& /*message*/) { return {}; }

Status Session::Engine::on_updates(Now /*now*/, const Incoming& message) {
  events_.push(UpdatesReceived{.body = message.body, .msg_id = message.id});
  return {};
}

}  // namespace strata::mtproto
