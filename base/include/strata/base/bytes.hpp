// Byte views, little-endian loads and stores, and hexadecimal text.
#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

static_assert(std::endian::native == std::endian::little,
              "MTProto is little-endian and this code loads its integers directly");

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;
using MutableBytes = std::span<std::uint8_t>;

/// Loads a little-endian integer (or double) from the first `sizeof(T)` bytes of `from`.
/// The caller has checked that they exist.
template <class T>
  requires std::is_trivially_copyable_v<T>
[[nodiscard]] inline T load_le(const std::uint8_t* from) noexcept {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

/// Stores `value` little-endian into the first `sizeof(T)` bytes at `to`.
template <class T>
  requires std::is_trivially_copyable_v<T>
inline void store_le(std::uint8_t* to, T value) noexcept {
  std::memcpy(to, &value, sizeof value);
}

/// The bytes of a text, not copied.
[[nodiscard]] inline BytesView as_bytes(std::string_view text) noexcept {
  // Reading any object as bytes is the aliasing that the language allows.
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// The text that these bytes spell, not copied and not validated.
[[nodiscard]] inline std::string_view as_text(BytesView bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Appends `more` to `to`.
inline void append(Bytes& to, BytesView more) { to.insert(to.end(), more.begin(), more.end()); }

/// Lower-case hexadecimal text of `bytes`.
[[nodiscard]] inline std::string to_hex(BytesView bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text.push_back(digits[byte >> 4U]);
    text.push_back(digits[byte & 15U]);
  }
  return text;
}

/// The bytes that hexadecimal text spells (either case, blanks between digits ignored), or nothing
/// if it is not hexadecimal or has an odd number of digits.
[[nodiscard]] inline std::optional<Bytes> from_hex(std::string_view text) {
  Bytes bytes;
  bytes.reserve(text.size() / 2);
  int high = -1;
  for (const char c : text) {
    int digit = -1;
    if (c >= '0' && c <= '9') digit = c - '0';
    if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
    if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
    if (digit < 0) {
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') continue;
      return std::nullopt;
    }
    if (high < 0) {
      high = digit;
    } else {
      bytes.push_back(static_cast<std::uint8_t>(high * 16 + digit));
      high = -1;
    }
  }
  if (high >= 0) return std::nullopt;
  return bytes;
}

}  // namespace strata
