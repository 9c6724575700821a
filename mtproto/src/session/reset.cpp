// RESET-SESSION: another session_id under the same key.
#include "session/engine.hpp"

#include <ranges>

namespace strata::mtproto {

// Message ids, numbers and the window of received ids end with the session; calls do not (B-40).
void Session::Engine::reset(std::optional<MsgId> refused_from) {
  const std::vector<CallId> in_flight = calls_.in_flight_ids();
  for (const CallId id : in_flight | std::views::reverse) {
    const bool refused = refused_from && calls_.find(id)->msg_id >= *refused_from;
    send_again(id, refused ? Delivery::not_received : Delivery::unknown);
  }
  sent_.clear();
  received_.clear();
  acks_.clear();
  quick_acks_.clear();
  ids_ = session::MsgIdGenerator();
  seq_no_ = session::SeqNo();
  services_.clear();
  services_.destroy(session_id_);
  ask_again_for_key_end();
  state_check_at_.reset();
  salts_asked_at_.reset();
  unique_ids_ = {};
  sessions_created_ = 0;
  // The loss is declared here, so the server's own notice will tell nothing new.
  expects_first_session_ = true;
  initialized_ = false;
  draw_session_id();
  events_.push(SessionReset{});
  events_.push(UpdatesGap{.reason = UpdatesGap::Reason::session_reset});
}

// Zero would be refused by servers.
void Session::Engine::draw_session_id() {
  do {
    session_id_ = static_cast<std::int64_t>(random_.next_u64());
  } while (session_id_ == 0);
}

}  // namespace strata::mtproto
