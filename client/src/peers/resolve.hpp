// Finds the address of a peer, asking the server where the cache does not know.
#pragma once

#include "strata/client/invoker.hpp"
#include "strata/client/peer.hpp"

#include <asio/awaitable.hpp>

#include <memory>

namespace strata::peers {

/// *Throws* as UsersApi::resolve_peer.
// Spec: core.telegram.org/api/peers
asio::awaitable<PeerAddress> resolve(std::shared_ptr<Invoker> invoker, PeerRef peer);

}  // namespace strata::peers
