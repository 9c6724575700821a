// Envelopes, messages and differences for tests of updates.
#pragma once

#include "strata/client/session_data.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/types/chat.hpp"
#include "strata/tl/types/chat_photo.hpp"
#include "strata/tl/types/message.hpp"
#include "strata/tl/types/peer.hpp"
#include "strata/tl/types/update.hpp"
#include "strata/tl/types/updates.hpp"
#include "strata/tl/types/updates/channel_difference.hpp"
#include "strata/tl/types/updates/difference.hpp"
#include "strata/tl/types/updates/state.hpp"
#include "strata/tl/types/user.hpp"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace strata::testing_support {

inline constexpr std::int64_t own_id = 1000;
inline constexpr std::int64_t friend_id = 42;
inline constexpr std::int64_t channel_id = 7;

/// Makes TL values that live as long as this object.
class Samples {
 public:
  tl::enums::Message message(std::int32_t id, std::string_view text = "hello") {
    return arena_.make(tl::types::Message{
        .id = id, .peer_id = user_peer(friend_id), .date = 1'700'000'000, .message = text});
  }
  tl::enums::Message channel_message(std::int32_t id) {
    return arena_.make(
        tl::types::Message{.id = id,
                           .peer_id = arena_.make(tl::types::PeerChannel{.channel_id = channel_id}),
                           .date = 1'700'000'000,
                           .message = "post"});
  }
  tl::enums::Peer user_peer(std::int64_t id) {
    return arena_.make(tl::types::PeerUser{.user_id = id});
  }

  tl::enums::Update new_message(std::int32_t id, std::int32_t pts, std::int32_t count = 1) {
    return arena_.make(
        tl::types::UpdateNewMessage{.message = message(id), .pts = pts, .pts_count = count});
  }
  tl::enums::Update new_channel_message(std::int32_t id, std::int32_t pts) {
    return arena_.make(tl::types::UpdateNewChannelMessage{
        .message = channel_message(id), .pts = pts, .pts_count = 1});
  }
  tl::enums::Update deleted(std::vector<std::int32_t> ids, std::int32_t pts) {
    return arena_.make(
        tl::types::UpdateDeleteMessages{.messages = arena_.vector<std::int32_t>(ids),
                                        .pts = pts,
                                        .pts_count = static_cast<std::int32_t>(ids.size())});
  }

  tl::enums::User user(std::int64_t id, std::int64_t hash, bool min = false,
                       std::string_view name = "Ann") {
    return arena_.make(
        tl::types::User{.min = min, .id = id, .access_hash = hash, .first_name = name});
  }
  tl::enums::Chat channel(std::int64_t id, std::int64_t hash, bool min = false) {
    tl::types::Channel made;
    made.min = min;
    made.id = id;
    made.access_hash = hash;
    made.title = "News";
    made.photo = tl::blank<tl::types::ChatPhotoEmpty>;
    return arena_.make(made);
  }

  /// `updates` with these members and users.
  tl::enums::Updates envelope(std::vector<tl::enums::Update> members,
                              std::vector<tl::enums::User> users = {},
                              std::vector<tl::enums::Chat> chats = {}, std::int32_t seq = 0) {
    return arena_.make(tl::types::Updates{.updates = arena_.vector<tl::enums::Update>(members),
                                          .users = arena_.vector<tl::enums::User>(users),
                                          .chats = arena_.vector<tl::enums::Chat>(chats),
                                          .date = 5,
                                          .seq = seq});
  }

  tl::enums::updates::State state(std::int32_t pts, std::int32_t date = 1, std::int32_t seq = 1) {
    return arena_.make(tl::types::updates::State{.pts = pts, .date = date, .seq = seq});
  }
  tl::enums::updates::Difference difference(std::int32_t pts,
                                            std::vector<tl::enums::Message> messages,
                                            std::vector<tl::enums::Update> others = {}) {
    return arena_.make(
        tl::types::updates::Difference{.new_messages = arena_.vector<tl::enums::Message>(messages),
                                       .other_updates = arena_.vector<tl::enums::Update>(others),
                                       .state = state(pts)});
  }
  tl::enums::updates::Difference slice(std::int32_t pts, std::vector<tl::enums::Message> messages) {
    return arena_.make(tl::types::updates::DifferenceSlice{
        .new_messages = arena_.vector<tl::enums::Message>(messages),
        .intermediate_state = state(pts)});
  }
  tl::enums::updates::Difference nothing_new() {
    return arena_.make(tl::types::updates::DifferenceEmpty{.date = 9, .seq = 1});
  }
  tl::enums::updates::ChannelDifference channel_difference(
      std::int32_t pts, bool final, std::vector<tl::enums::Message> messages) {
    return arena_.make(tl::types::updates::ChannelDifference{
        .final = final, .pts = pts, .new_messages = arena_.vector<tl::enums::Message>(messages)});
  }

  [[nodiscard]] tl::Arena& arena() noexcept { return arena_; }

 private:
  tl::Arena arena_;
};

/// A stored position.
inline UpdateState position(std::int32_t pts) {
  UpdateState state;
  state.pts = pts;
  state.date = 1;
  state.seq = 1;
  return state;
}

}  // namespace strata::testing_support
