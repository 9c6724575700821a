// The schema texts that were built into the library.
#pragma once

#include <span>
#include <string_view>

namespace strata::datacenter {

struct EmbeddedSchema {
  std::string_view file_name;
  std::string_view text;
};

/// `mtproto.tl`, `api.tl`, and those of older layers in part.
[[nodiscard]] std::span<const EmbeddedSchema> embedded_schemas() noexcept;

}  // namespace strata::datacenter
