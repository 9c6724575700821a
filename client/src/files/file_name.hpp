// File names from strangers, made safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace strata::files {

/// A name that stays in its folder on every common system: no directories, control characters,
/// direction overrides, reserved names or leading dots; at most 255 bytes, cut between characters
/// and before the extension. `fallback` when nothing is left.
// Spec: F-18
[[nodiscard]] std::string safe_file_name(std::string_view name, std::string_view fallback);

}  // namespace strata::files
