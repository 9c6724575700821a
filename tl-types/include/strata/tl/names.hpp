// The names of constructors and functions by their ids.
#pragma once

#include "strata/tl/schema.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace strata::tl {

/// The TL name that a schema has for an id, if it has the id at all. Each generated schema has a
/// `name_for_id()` of its own in `<prefix>/name_for_id.hpp`.
[[nodiscard]] std::optional<std::string_view> find_name(const SchemaTables& schema,
                                                        std::uint32_t id) noexcept;

}  // namespace strata::tl
