// Fills the account's peer cache from what the server sends, and looks peers up in it.
#include "peers/peer_cache.hpp"

#include "strata/client/user.hpp"
#include "strata/tl/types/chat.hpp"
#include "strata/tl/types/user.hpp"
#include "strata/tl/types/username.hpp"

#include <string>

namespace strata::peers {

namespace {

namespace types = tl::types;

std::string name_in(const tl::Optional<std::string_view>& username,
                    const tl::Optional<std::span<const tl::enums::Username>>& usernames) {
  if (username) return std::string(*username);
  for (const tl::enums::Username& box : *usernames) {
    const auto& name = box.as<types::Username>();
    if (name.active) return std::string(name.username);
  }
  return {};
}

void remember(Account& account, PeerId id, std::int64_t access_hash, std::string username) {
  if (!id.is_valid()) return;
  CachedPeer peer;
  peer.kind = id.kind();
  peer.id = id.id();
  peer.access_hash = access_hash;
  peer.username = std::move(username);
  account.cache_peer(peer);
}

// A min object's access hash holds for some uses only: it never gets in (E-40).
// Spec: core.telegram.org/api/min
void remember(Account& account, const tl::enums::User& box) {
  const auto* user = box.get_if<types::User>();
  if (user == nullptr || user->min || !user->access_hash) return;
  remember(account, PeerId::user(user->id), *user->access_hash,
           name_in(user->username, user->usernames));
}

void remember(Account& account, const tl::enums::Chat& box) {
  if (const auto* chat = box.get_if<types::Chat>()) {
    remember(account, PeerId::chat(chat->id), 0, {});
  } else if (const auto* channel = box.get_if<types::Channel>()) {
    if (channel->min || !channel->access_hash) return;
    remember(account, PeerId::channel(channel->id), *channel->access_hash,
             name_in(channel->username, channel->usernames));
  }
}

std::optional<PeerAddress> address_of(const std::optional<CachedPeer>& peer) {
  if (!peer || (peer->access_hash == 0 && peer->kind != PeerKind::chat)) return std::nullopt;
  return PeerAddress(PeerId(peer->kind, peer->id), peer->access_hash);
}

/// One for each way to name a peer.
class Finder {
 public:
  explicit Finder(const Account& account) : account_(account) {}

  std::optional<PeerAddress> operator()(const PeerAddress& address) const { return address; }
  std::optional<PeerAddress> operator()(const PeerId& id) const {
    const auto user = account_.user();
    if (user && id == PeerId::user(user->id)) return PeerAddress::self();
    // Small groups have no access hash.
    if (id.is_chat() && id.is_valid()) return PeerAddress(id, 0);
    return address_of(account_.find_peer(id.kind(), id.id()));
  }
  std::optional<PeerAddress> operator()(const PeerRef::Username& username) const {
    return address_of(account_.find_username(username.name));
  }
  std::optional<PeerAddress> operator()(const PeerRef::Phone&) const { return std::nullopt; }

 private:
  const Account& account_;
};

}  // namespace

// Spec: core.telegram.org/api/peers (E-40, E-41)
void harvest(Account& account, const PeerViews& peers) {
  std::size_t room = max_harvest;
  for (const tl::enums::User& user : peers.users()) {
    if (room-- == 0) return;
    remember(account, user);
  }
  for (const tl::enums::Chat& chat : peers.chats()) {
    if (room-- == 0) return;
    remember(account, chat);
  }
}

std::optional<PeerAddress> find_address(const Account& account, const PeerRef& peer) {
  return std::visit(Finder(account), peer.value());
}

}  // namespace strata::peers
