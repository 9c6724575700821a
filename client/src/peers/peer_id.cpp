// Ids of peers, from TL and from the Bot API's way to write them.
#include "strata/client/peer.hpp"
#include "strata/tl/types/peer.hpp"

namespace strata {

namespace {

// The Bot API puts "-100" before the id of a channel: it subtracts it from this.
constexpr std::int64_t channel_base = -1'000'000'000'000;

}  // namespace

PeerId PeerId::from(const tl::enums::Peer& peer) noexcept {
  if (const auto* user = peer.get_if<tl::types::PeerUser>()) return PeerId::user(user->user_id);
  if (const auto* chat = peer.get_if<tl::types::PeerChat>()) return PeerId::chat(chat->chat_id);
  if (const auto* channel = peer.get_if<tl::types::PeerChannel>()) {
    return PeerId::channel(channel->channel_id);
  }
  return {};
}

// Spec: core.telegram.org/api/bots/ids
PeerId PeerId::from_bot_api(std::int64_t id) noexcept {
  PeerId peer;
  if (id > 0) {
    peer = PeerId::user(id);
  } else if (id < channel_base && id > channel_base - limit) {
    peer = PeerId::channel(channel_base - id);
  } else if (id < 0 && id > channel_base) {
    peer = PeerId::chat(-id);
  }
  return peer.is_valid() ? peer : PeerId();
}

std::int64_t PeerId::to_bot_api() const noexcept {
  switch (kind_) {
    case PeerKind::user:
      return id_;
    case PeerKind::chat:
      return -id_;
    case PeerKind::channel:
      return channel_base - id_;
  }
  return 0;
}

}  // namespace strata
