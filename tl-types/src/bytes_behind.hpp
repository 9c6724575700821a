// How many bytes follow the value being read, when the schema fixes that.
#pragma once

#include "path.hpp"

#include <cstddef>
#include <optional>

namespace strata::tl::detail {

/// The bytes between the end of the current value and the end of the outermost one: those of the
/// fields that come after it in every object around it. Nothing when one of them has no fixed
/// size. Elements behind the current one are not counted.
[[nodiscard]] std::optional<std::size_t> bytes_behind(const SchemaTables& schema,
                                                      const Frame* innermost);

}  // namespace strata::tl::detail
