// Makes the text of a server's error fit to be kept and shown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace strata::mtproto::session {

/// At most `limits::max_error_text` bytes of `text`, each byte that is not UTF-8 replaced.
/// Spec: core.telegram.org/mtproto/service_messages#rpc-error (B-72, H-19)
[[nodiscard]] std::string readable_error_text(std::string_view text);

/// The code as servers mean it: 0 and what is out of range count as 500.
[[nodiscard]] constexpr std::int32_t readable_error_code(std::int32_t code) noexcept {
  constexpr std::int32_t limit = 10'000;
  const bool in_range = code != 0 && -limit < code && code < limit;
  return in_range ? code : 500;
}

}  // namespace strata::mtproto::session
