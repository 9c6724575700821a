// Finds the address of a peer, asking the server where the cache does not know.
#include "peers/resolve.hpp"

#include "peers/peer_cache.hpp"

#include "strata/client/account.hpp"
#include "strata/tl/functions/contacts/resolve_phone.hpp"
#include "strata/tl/functions/contacts/resolve_username.hpp"
#include "strata/tl/types/contacts/resolved_peer.hpp"

#include <optional>
#include <utility>
#include <variant>

namespace strata::peers {

namespace {

using Answer = tl::Object<tl::enums::contacts::ResolvedPeer>;

PeerAddress read_resolved(Invoker& invoker, const Answer& answer) {
  const tl::types::contacts::ResolvedPeer& resolved =
      answer->as<tl::types::contacts::ResolvedPeer>();
  harvest(invoker.account(), PeerViews(resolved.users, resolved.chats));
  const PeerId id = PeerId::from(resolved.peer);
  std::optional<PeerAddress> address = find_address(invoker.account(), PeerRef(id));
  if (!address) {
    throw ProtocolError(ClientErrc::unexpected_answer,
                        "the server resolved a peer without saying how to address it");
  }
  return *address;
}

/// What can be said without the server of a peer that was never seen.
PeerAddress address_of_unseen(const Account& account, PeerId id) {
  if (!id.is_valid()) {
    throw Error(ClientErrc::invalid_argument,
                "this is no peer: a name, a phone number, \"me\" or an id is expected");
  }
  if (id.is_chat()) return {id, 0};
  // Bots may address users by id alone.
  const std::optional<SessionUser> self = account.user();
  if (self && self->is_bot && id.is_user()) return {id, 0};
  throw Error(ClientErrc::invalid_argument,
              "this account has not met the peer with id " + std::to_string(id.to_bot_api()) +
                  " yet: name it by username, or fetch a chat where it occurs first");
}

}  // namespace

asio::awaitable<PeerAddress> resolve(std::shared_ptr<Invoker> invoker, PeerRef peer) {
  std::optional<PeerAddress> known = find_address(invoker->account(), peer);
  if (known) co_return *known;

  if (const auto* name = std::get_if<PeerRef::Username>(&peer.value())) {
    const Answer answer =
        co_await invoker->invoke(tl::functions::contacts::ResolveUsername{.username = name->name});
    co_return read_resolved(*invoker, answer);
  }
  if (const auto* phone = std::get_if<PeerRef::Phone>(&peer.value())) {
    const Answer answer =
        co_await invoker->invoke(tl::functions::contacts::ResolvePhone{.phone = phone->digits});
    co_return read_resolved(*invoker, answer);
  }
  const auto* id = std::get_if<PeerId>(&peer.value());
  co_return address_of_unseen(invoker->account(), id ? *id : PeerId());
}

}  // namespace strata::peers
