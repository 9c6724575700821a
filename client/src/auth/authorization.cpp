// Takes note of a login: the user and their place in the session.
#include "auth/authorization.hpp"

#include "peers/peer_cache.hpp"

#include "strata/client/account.hpp"
#include "strata/tl/types/auth/authorization.hpp"
#include "strata/tl/types/user.hpp"

#include <span>
#include <utility>

namespace strata::auth {

std::optional<User> find_login(Invoker& invoker, std::shared_ptr<const void> owner,
                               const tl::enums::auth::Authorization& authorization) {
  const auto* login = authorization.get_if<tl::types::auth::Authorization>();
  if (!login) return std::nullopt;
  std::optional<User> user = User::from(std::move(owner), login->user);
  if (!user) return std::nullopt;

  Account& account = invoker.account();
  peers::harvest(account, PeerViews(std::span(&login->user, 1), {}));
  account.set_user(SessionUser{.id = user->id(), .is_bot = user->is_bot()});
  return user;
}

User note_login(Invoker& invoker, std::shared_ptr<const void> owner,
                const tl::enums::auth::Authorization& authorization) {
  std::optional<User> user = find_login(invoker, std::move(owner), authorization);
  if (!user) {
    throw ProtocolError(ClientErrc::unexpected_answer,
                        "the server accepted the login without saying who logged in");
  }
  return *std::move(user);
}

}  // namespace strata::auth
