// Whether a text is UTF-8.
#pragma once

#include <string_view>

namespace strata::tl::detail {

/// No overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629).
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

}  // namespace strata::tl::detail
