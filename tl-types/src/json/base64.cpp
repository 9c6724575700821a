// Four digits of six bits for each three bytes.
#include "base64.hpp"

namespace strata::tl::detail {
namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint32_t no_digit = 64;

std::uint32_t value_of(char c) noexcept {
  if (c >= 'A' && c <= 'Z') return static_cast<std::uint32_t>(c - 'A');
  if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a' + 26);
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0' + 52);
  if (c == '+') return 62;
  return c == '/' ? 63 : no_digit;
}

/// How many characters at the end are padding.
std::size_t padding(std::string_view text) noexcept {
  if (!text.ends_with('=')) return 0;
  return text.ends_with("==") ? 2 : 1;
}

}  // namespace

std::string to_base64(BytesView bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = bytes.size() - i < 3 ? bytes.size() - i : 3;
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) group = group << 8U | (j < count ? bytes[i + j] : 0U);
    for (std::size_t j = 0; j < 4; ++j) {
      text += j <= count ? digits[group >> (18U - 6U * j) & 63U] : '=';
    }
  }
  return text;
}

std::optional<std::size_t> base64_size(std::string_view text) noexcept {
  if (text.size() % 4 != 0) return std::nullopt;
  return text.size() / 4 * 3 - padding(text);
}

bool from_base64(std::string_view text, std::uint8_t* to) noexcept {
  if (text.size() % 4 != 0) return false;
  text.remove_suffix(padding(text));
  std::uint32_t group = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::uint32_t digit = value_of(c);
    if (digit == no_digit) return false;
    group = (group << 6U | digit) & 0xFFFFU;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    *to++ = static_cast<std::uint8_t>(group >> bits);
  }
  return (group & ((1U << bits) - 1U)) == 0;
}

}  // namespace strata::tl::detail
