// Reads the width and height of a picture from its first bytes.
#pragma once

#include "strata/base/bytes.hpp"

#include <optional>

namespace strata::datacenter {

struct ImageSize {
  std::int32_t width = 0;
  std::int32_t height = 0;
};

/// The size of a JPEG, PNG or GIF; nothing for everything else, and for sizes that are zero or
/// beyond 65535.
[[nodiscard]] std::optional<ImageSize> image_size(BytesView image);

}  // namespace strata::datacenter
