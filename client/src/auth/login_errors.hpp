// Turns the refusals of login methods into the types that callers catch.
#pragma once

#include "strata/client/errors.hpp"
#include "strata/client/login.hpp"

namespace strata::auth {

/// Throws InvalidCode, ExpiredCode, InvalidPassword, InvalidToken or InvalidPhone where `error` is
/// one, else `error` itself.
[[noreturn]] void throw_login_error(const RpcError& error);

/// What Telegram would say of a text that has not even the shape of a bot token.
[[nodiscard]] InvalidToken malformed_token();

}  // namespace strata::auth
