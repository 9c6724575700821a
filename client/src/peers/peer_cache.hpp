// Fills the account's peer cache from what the server sends, and looks peers up in it.
#pragma once

#include "strata/client/account.hpp"
#include "strata/client/message.hpp"
#include "strata/client/peer.hpp"
#include "strata/tl/fwd.hpp"

#include <optional>

namespace strata::peers {

/// One envelope or answer may not add more peers than this (E-41).
inline constexpr std::size_t max_harvest = 10'000;

/// Remembers the users and chats that came with an answer or an envelope. Min objects change
/// nothing that is known (E-40); ids out of range are ignored (E-42).
void harvest(Account& account, const PeerViews& peers);

/// What the cache knows about a peer, without asking the server: nothing when a call is needed
/// (contacts.resolveUsername, contacts.resolvePhone), or when the peer was never seen.
///
/// A bot may address a user that it knows only by id with access hash 0; that is left to the
/// caller.
[[nodiscard]] std::optional<PeerAddress> find_address(const Account& account, const PeerRef& peer);

}  // namespace strata::peers
