// One hexadecimal digit, for texts that are read where they stand because they may be secret.
#pragma once

namespace strata::mtproto {

/// Its value, in either case; -1 for what is none.
[[nodiscard]] constexpr int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace strata::mtproto
