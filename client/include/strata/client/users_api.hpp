// UsersApi: who the account is, and finding others.
#pragma once

#include "strata/client/operation_set.hpp"
#include "strata/client/peer.hpp"
#include "strata/client/user.hpp"

#include <asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace strata {

/// The user operations of a client. Each *throws* RpcError when Telegram refuses, TransportError,
/// and ClosedError; *cancellation* ends the wait and throws Cancelled.
class UsersApi : public virtual OperationSet {
 public:
  explicit UsersApi(std::shared_ptr<Invoker> invoker) : OperationSet(std::move(invoker)) {}

  /// The logged-in account. *Throws* RpcError with `is_logged_out()` without a login.
  /// *TL method*: users.getUsers.
  asio::awaitable<User> get_me() const;

  /// Fetches users again, in the order asked; nothing in the place of one that does not exist.
  /// *TL method*: users.getUsers.
  asio::awaitable<std::vector<std::optional<User>>> get_users(std::vector<PeerRef> users) const;

  /// Finds out how to address a peer: from what is known, else by asking Telegram (names and phone
  /// numbers; expensive, so keep the result). *Throws* Error (invalid_argument) for an id that was
  /// never seen. *TL methods*: contacts.resolveUsername, contacts.resolvePhone.
  asio::awaitable<PeerAddress> resolve_peer(PeerRef peer) const;

 protected:
  UsersApi() = default;
};

}  // namespace strata
