// new_session_created: the server knows the session only from some message on.
#include "session/engine.hpp"
#include "session/service_message.hpp"

#include "strata/tl/mtproto/types/new_session.hpp"

#include <algorithm>
#include <ranges>
#include <span>
#include <utility>

namespace strata::mtproto {

// It says nothing about our session_id, which stays.
// Spec: core.telegram.org/mtproto/service_messages#new-session-creation-notification (B-42)
Status Session::Engine::on_new_session(Now now, const Incoming& message) {
  const auto notice = session::parse<tl::mtproto::types::NewSessionCreated>(message.body);
  if (!notice) return strata::fail(notice.error());
  const std::size_t known = std::min(sessions_created_, unique_ids_.size());
  if (std::ranges::count(std::span(unique_ids_).first(known), notice->unique_id) != 0) return {};
  unique_ids_[sessions_created_++ % unique_ids_.size()] = notice->unique_id;

  adopt_salt(now, notice->server_salt);
  const bool first = std::exchange(expects_first_session_, false);
  if (!first) initialized_ = false;
  send_again_before(MsgId{notice->first_msg_id});
  events_.push(
      SessionCreated{.first_msg_id = MsgId{notice->first_msg_id}, .unique_id = notice->unique_id});
  if (!first) events_.push(UpdatesGap{.reason = UpdatesGap::Reason::new_session});
  return {};
}

// What went in one container arrived together, so containers are compared by their own id.
void Session::Engine::send_again_before(MsgId first) {
  const auto outer_id = [&](MsgId id) {
    const SentMessage* const sent = sent_.find(id);
    return sent != nullptr && sent->container ? sent->container : id;
  };
  const MsgId limit = outer_id(first);
  const std::vector<CallId> in_flight = calls_.in_flight_ids();
  for (const CallId id : in_flight | std::views::reverse) {
    const Call& call = *calls_.find(id);
    if (outer_id(call.msg_id) >= limit) continue;
    // One that was received may have been executed before the server forgot it.
    send_again(id, call.received ? Delivery::unknown : Delivery::not_received);
  }
}

}  // namespace strata::mtproto
