// Takes note of a login: the user and their place in the session.
#pragma once

#include "strata/client/invoker.hpp"
#include "strata/client/user.hpp"
#include "strata/tl/fwd.hpp"

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

}  // namespace strata::auth
