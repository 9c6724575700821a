// The TL values that address a peer in requests.
#include "strata/client/peer.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/types/input_channel.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/input_user.hpp"

namespace strata {

std::optional<PeerAddress> PeerAddress::from(const tl::enums::InputPeer& peer) {
  namespace types = tl::types;
  if (peer.is<types::InputPeerSelf>()) return PeerAddress::self();
  if (const auto* user = peer.get_if<types::InputPeerUser>()) {
    return PeerAddress(PeerId::user(user->user_id), user->access_hash);
  }
  if (const auto* chat = peer.get_if<types::InputPeerChat>()) {
    return PeerAddress(PeerId::chat(chat->chat_id), 0);
  }
  if (const auto* channel = peer.get_if<types::InputPeerChannel>()) {
    return PeerAddress(PeerId::channel(channel->channel_id), channel->access_hash);
  }
  return std::nullopt;
}

tl::enums::InputPeer PeerAddress::input_peer(tl::Arena& arena) const {
  namespace types = tl::types;
  if (!id_) return tl::blank<types::InputPeerSelf>;
  switch (id_->kind()) {
    case PeerKind::user:
      return arena.make(types::InputPeerUser{.user_id = id_->id(), .access_hash = access_hash_});
    case PeerKind::chat:
      return arena.make(types::InputPeerChat{.chat_id = id_->id()});
    case PeerKind::channel:
      return arena.make(
          types::InputPeerChannel{.channel_id = id_->id(), .access_hash = access_hash_});
  }
  return {};
}

tl::enums::InputUser PeerAddress::input_user(tl::Arena& arena) const {
  if (!id_) return tl::blank<tl::types::InputUserSelf>;
  if (!id_->is_user()) return {};
  return arena.make(tl::types::InputUser{.user_id = id_->id(), .access_hash = access_hash_});
}

tl::enums::InputChannel PeerAddress::input_channel(tl::Arena& arena) const {
  if (!id_ || !id_->is_channel()) return {};
  return arena.make(tl::types::InputChannel{.channel_id = id_->id(), .access_hash = access_hash_});
}

}  // namespace strata
