// MIME types by the extension of a file name.
#pragma once

#include <string_view>

namespace strata::files {

/// "application/octet-stream" for what is not known. The extension's case does not matter.
[[nodiscard]] std::string_view mime_type_of(std::string_view file_name) noexcept;

}  // namespace strata::files
