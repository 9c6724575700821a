// Gives errors of the protocol layer the client's own codes where callers compare them.
#pragma once

#include "strata/base/error.hpp"

namespace strata::detail {

/// `overloaded`, `unknown_outcome` and `session_closed` become codes of ClientErrc; the rest stays.
[[nodiscard]] Error to_client_error(const Error& error);

}  // namespace strata::detail
