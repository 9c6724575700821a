// What the server knows about messages of ours, and what it wants to know about its own.
#include "session/engine.hpp"
#include "session/service_message.hpp"

#include "strata/tl/mtproto/types/msg_resend_req.hpp"
#include "strata/tl/mtproto/types/msgs_all_info.hpp"
#include "strata/tl/mtproto/types/msgs_state_info.hpp"
#include "strata/tl/mtproto/types/msgs_state_req.hpp"

#include <algorithm>

namespace strata::mtproto {
namespace {

namespace schema = tl::mtproto::types;

// The low three bits of a state byte.
constexpr std::uint8_t state_mask = 7;
constexpr std::uint8_t state_forgotten = 1;     // too old to know
constexpr std::uint8_t state_not_received = 2;  // would be known
constexpr std::uint8_t state_not_yet = 3;       // newer than anything received
constexpr std::uint8_t state_received = 4;

}  // namespace

// Spec: core.telegram.org/mtproto/service_messages_about_messages
//   #informational-message-regarding-status-of-messages (B-75)
Status Session::Engine::on_state_info(Now now, const Incoming& message) {
  const auto info = session::parse<schema::MsgsStateInfo>(message.body);
  if (!info) return strata::fail(info.error());
  const auto request = services_.take_request(MsgId{info->req_msg_id});
  if (!request) return {};
  sent_.erase(request->msg_id);
  if (info->info.size() != request->asked.size()) {
    return strata::fail(Errc::malformed_message, "states of another number of messages than asked");
  }
  for (std::size_t i = 0; i < request->asked.size(); ++i) {
    apply_state(now, request->asked[i], info->info[i]);
  }
  return {};
}

// Spec: core.telegram.org/mtproto/service_messages_about_messages
//   #voluntary-communication-of-status-of-messages (B-76)
Status Session::Engine::on_all_info(Now now, const Incoming& message) {
  tl::Arena arena;
  const auto info = session::parse<schema::MsgsAllInfo>(message.body, arena);
  if (!info) return strata::fail(info.error());
  if (info->info.size() != info->msg_ids.size() || info->info.size() > limits::max_ids) {
    return strata::fail(Errc::malformed_message, "states of another number of messages than named");
  }
  for (std::size_t i = 0; i < info->info.size(); ++i) {
    apply_state(now, MsgId{info->msg_ids[i]}, info->info[i]);
  }
  return {};
}

void Session::Engine::apply_state(Now now, MsgId id, std::uint8_t state) {
  const SentMessage* const sent = sent_.find(id);
  const Call* const call = sent == nullptr ? nullptr : calls_.find(sent->call);
  if (call == nullptr || call->msg_id != id) return;
  const bool fresh = id.unix_time() + limits::max_behind > time_.at(now.monotonic);
  switch (state & state_mask) {
    case state_forgotten:
      // Servers forget after some minutes; about a younger message they would know.
      send_again(call->id, fresh && !call->received ? Delivery::not_received : Delivery::unknown);
      break;
    case state_not_received:
    case state_not_yet:
      send_again(call->id, call->received ? Delivery::unknown : Delivery::not_received);
      break;
    case state_received:
      mark_received(*sent);
      break;
    default:
      break;
  }
}

// Spec: core.telegram.org/mtproto/service_messages_about_messages
//   #request-for-message-status-information (B-76)
Status Session::Engine::on_state_request(Now /*now*/, const Incoming& message) {
  tl::Arena arena;
  const auto request = session::parse<schema::MsgsStateReq>(message.body, arena);
  if (!request) return strata::fail(request.error());
  if (request->msg_ids.size() > limits::max_ids) {
    return strata::fail(Errc::malformed_message, "the states of too many messages asked");
  }
  services_.answer_state(message.id, states_of(request->msg_ids));
  return {};
}

// Only our own messages can be sent again; if the server asks for others, it learns what we know
// about them, and nothing is acknowledged by that (M-17).
// Spec: core.telegram.org/mtproto/service_messages_about_messages
//   #explicit-request-to-re-send-messages (B-78)
Status Session::Engine::on_resend_request(Now /*now*/, const Incoming& message) {
  tl::Arena arena;
  const auto request = session::parse<schema::MsgResendReq>(message.body, arena);
  if (!request) return strata::fail(request.error());
  if (request->msg_ids.size() > limits::max_ids) {
    return strata::fail(Errc::malformed_message, "too many messages asked again");
  }
  bool all_known = true;
  for (const std::int64_t id : request->msg_ids) {
    const SentMessage* const sent = sent_.find(MsgId{id});
    if (sent != nullptr && sent->kind == SentKind::call) {
      send_again(SentMessage(*sent));
    } else {
      all_known = false;
    }
  }
  if (!all_known) services_.answer_state(message.id, states_of(request->msg_ids));
  return {};
}

Bytes Session::Engine::states_of(std::span<const std::int64_t> ids) const {
  using Verdict = session::DuplicateWindow::Verdict;
  const auto state_of = [&](std::int64_t value) {
    const MsgId id{value};
    if (!id.is_from_server()) return state_forgotten;
    const Verdict verdict = received_.check(id);
    if (verdict == Verdict::duplicate) return state_received;
    if (verdict == Verdict::too_old) return state_forgotten;
    return id > received_.highest() ? state_not_yet : state_not_received;
  };
  Bytes states;
  states.reserve(ids.size());
  for (const std::int64_t id : ids) states.push_back(state_of(id));
  return states;
}

}  // namespace strata::mtproto
