// What the errors that people often meet mean, and what to do about them.
#pragma once

#include <string_view>

namespace strata::rpc {

/// A half-sentence without a full stop for the name of an `rpc_error` (without its number); empty
/// for the names that speak for themselves or are rare.
[[nodiscard]] std::string_view error_advice(std::string_view name) noexcept;

}  // namespace strata::rpc
