// Who the account is, and finding others.
#include "strata/client/users_api.hpp"

#include "peers/peer_cache.hpp"
#include "peers/resolve.hpp"

#include "strata/client/account.hpp"
#include "strata/client/invoker.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/functions/users/get_users.hpp"
#include "strata/tl/types/input_user.hpp"
#include "strata/tl/types/user.hpp"

#include <array>

namespace strata {

namespace {

using Answer = tl::Object<std::span<const tl::enums::User>>;

asio::awaitable<std::shared_ptr<const Answer>> fetch(std::shared_ptr<Invoker> invoker,
                                                     std::span<const tl::enums::InputUser> ids) {
  const tl::functions::users::GetUsers request{.id = ids};
  auto answer = std::make_shared<const Answer>(co_await invoker->invoke(request));
  peers::harvest(invoker->account(), PeerViews(**answer, {}));
  co_return answer;
}

asio::awaitable<User> get_me(std::shared_ptr<Invoker> invoker) {
  const std::array<tl::enums::InputUser, 1> self{tl::blank<tl::types::InputUserSelf>};
  const auto answer = co_await fetch(invoker, self);
  std::optional<User> user;
  if (!(*answer)->empty()) user = User::from(answer, (*answer)->front());
  if (!user) {
    throw ProtocolError(ClientErrc::unexpected_answer, "the server does not say who we are");
  }
  co_return *std::move(user);
}

asio::awaitable<std::vector<std::optional<User>>> get_users(std::shared_ptr<Invoker> invoker,
                                                            std::vector<PeerRef> refs) {
  tl::Arena arena;
  std::vector<tl::enums::InputUser> ids;
  for (const PeerRef& ref : refs) {
    const PeerAddress address = co_await peers::resolve(invoker, ref);
    const tl::enums::InputUser id = address.input_user(arena);
    if (!id.has_value()) throw Error(ClientErrc::invalid_argument, "the peer is no user");
    ids.push_back(id);
  }
  const auto answer = co_await fetch(invoker, ids);
  std::vector<std::optional<User>> users;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    // An empty box is allowed for a user who does not exist; a short answer is the server's fault.
    if (i < (*answer)->size()) {
      users.push_back(User::from(answer, (**answer)[i]));
    } else {
      users.emplace_back();
    }
  }
  co_return users;
}

}  // namespace

asio::awaitable<User> UsersApi::get_me() const { return strata::get_me(invoker()); }

asio::awaitable<std::vector<std::optional<User>>> UsersApi::get_users(
    std::vector<PeerRef> users) const {
  return strata::get_users(invoker(), std::move(users));
}

asio::awaitable<PeerAddress> UsersApi::resolve_peer(PeerRef peer) const {
  return peers::resolve(invoker(), std::move(peer));
}

}  // namespace strata
