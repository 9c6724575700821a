// What the schema tells about a method by its constructor id.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/client/call_options.hpp"
#include "strata/mtproto/session_options.hpp"

#include <cstdint>
#include <string>

namespace strata::detail {

/// The constructor id that an encoded call begins with; 0 when it is too short for one.
[[nodiscard]] std::uint32_t method_id(BytesView body) noexcept;

/// "messages.sendMessage"; the id in hexadecimal for a method that the schema does not have.
[[nodiscard]] std::string method_name(std::uint32_t id);

/// Whether the method answers with the TL type Updates; false for a method that the schema does not
/// have.
[[nodiscard]] bool returns_updates(std::uint32_t id) noexcept;

/// Whether the call may be repeated when nobody knows if it was executed.
// Spec: G-17
[[nodiscard]] mtproto::Idempotency idempotency_of(std::uint32_t id, Idempotency wanted);

}  // namespace strata::detail
