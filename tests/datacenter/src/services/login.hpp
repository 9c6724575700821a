// What all ways to log in share.
#pragma once

#include "services/call.hpp"

namespace strata::datacenter {

/// Whether this application may log in: API_ID_INVALID, API_ID_PUBLISHED_FLOOD never.
[[nodiscard]] Outcome<void> check_application(const Call& call);
/// Logs the account in on the caller's key; the answer is auth.authorization.
[[nodiscard]] RpcResult log_in(Call& call, UserId user);
/// The caller's account, logged in or waiting for its password; 0 when neither.
[[nodiscard]] UserId password_owner(const Call& call);

/// Reads InputCheckPasswordSRP and checks it. PASSWORD_HASH_INVALID, SRP_ID_INVALID, …
[[nodiscard]] Outcome<void> check_password(Call& call, UserId user, const Object& input);

}  // namespace strata::datacenter
