// The errors made of the transport's error codes.
#pragma once

#include "strata/base/error.hpp"

#include <cstdint>
#include <string>

namespace strata::detail {

/// The codes that have a meaning of their own here; others are analogous to HTTP.
// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-21, C-22)
enum TransportCode : std::int32_t { key_unknown = -404, flooded = -429, wrong_dc = -444 };

/// server_refused with the code in it, see TransportError::server_code.
[[nodiscard]] Error server_refusal(const std::string& what, std::int32_t code);

/// Did the server refuse with this code?
[[nodiscard]] bool is_refusal(const Error& error, std::int32_t code) noexcept;

}  // namespace strata::detail
