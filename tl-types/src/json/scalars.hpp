// Numbers and bytes as they stand in JSON.
#pragma once

#include "tree.hpp"

#include <cstdint>
#include <optional>

namespace strata::tl::detail {

/// A JSON number, or also a text of decimal digits as to_json() writes a `long`. What is wrong with
/// it goes to `error`.
[[nodiscard]] std::optional<std::int64_t> read_integer(const JsonNode& node, bool text_allowed,
                                                       JsonErrc& error);

/// A JSON number, or a text that stands for a value that JSON cannot write.
[[nodiscard]] std::optional<double> read_real(const JsonNode& node, JsonErrc& error);

}  // namespace strata::tl::detail
