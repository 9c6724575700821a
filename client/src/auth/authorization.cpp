// Takes note of a login: the user, and how far the account's updates are.
#include "auth/authorization.hpp"

#include "peers/peer_cache.hpp"
#include "updates/take_state.hpp"

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

// Spec: core.telegram.org/api/updates#subscribing-to-updates (D-14)
asio::awaitable<void> begin_updates(std::shared_ptr<Invoker> invoker) {
  try {
    co_await updates::take_state(invoker);
  } catch (const Cancelled&) {
    throw;
  } catch (const ClosedError&) {
    throw;
  } catch (const Error&) {
    // The login has happened; a position is asked for again when the updates are wanted.
  }
}

asio::awaitable<User> complete_login(
    std::shared_ptr<Invoker> invoker,
    std::shared_ptr<const tl::Object<tl::enums::auth::Authorization>> answer) {
  User user = note_login(*invoker, answer, **answer);
  co_await begin_updates(invoker);
  co_return user;
}

}  // namespace strata::auth
