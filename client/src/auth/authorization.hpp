// Takes note of a login: the user, and how far the account's updates are.
#pragma once

#include "strata/client/invoker.hpp"
#include "strata/client/user.hpp"
#include "strata/tl/fwd.hpp"
#include "strata/tl/object.hpp"

#include <asio/awaitable.hpp>

#include <memory>
#include <optional>

namespace strata::auth {

/// The logged-in user of `auth.authorization`, remembered in the session; nothing when a sign-up is
/// required. `authorization` lives in what `owner` owns.
std::optional<User> find_login(Invoker& invoker, std::shared_ptr<const void> owner,
                               const tl::enums::auth::Authorization& authorization);

/// The same where only a login makes sense. *Throws* ProtocolError for anything else.
User note_login(Invoker& invoker, std::shared_ptr<const void> owner,
                const tl::enums::auth::Authorization& authorization);

/// After a login: takes the server's state of updates once, so that no later one is missed. Without
/// an answer the login stands all the same, and the first stream of updates asks again.
/// *Throws* Cancelled and ClosedError only.
asio::awaitable<void> begin_updates(std::shared_ptr<Invoker> invoker);

/// `note_login`, then `begin_updates`.
asio::awaitable<User> complete_login(
    std::shared_ptr<Invoker> invoker,
    std::shared_ptr<const tl::Object<tl::enums::auth::Authorization>> answer);

}  // namespace strata::auth
