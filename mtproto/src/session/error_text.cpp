// UTF-8 repair for error texts.
#include "session/error_text.hpp"

#include "strata/mtproto/limits.hpp"

#include <cstddef>

namespace strata::mtproto::session {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

constexpr std::uint32_t byte_at(std::string_view text, std::size_t index) {
  return static_cast<std::uint8_t>(text[index]);
}

/// Bytes that the character beginning with this byte takes; 0 if none begins so.
std::size_t length_of(std::uint32_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  return 0;
}

/// The length of the valid character at the front of `text`; 0 if there is none.
std::size_t valid_character(std::string_view text) {
  const std::uint32_t lead = byte_at(text, 0);
  const std::size_t length = length_of(lead);
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(text, i) & 0xc0U) != 0x80) return 0;
  }
  if (length < 3) return length;
  // The second byte rules out over-long forms, surrogates, and what lies beyond U+10FFFF.
  const std::uint32_t second = byte_at(text, 1);
  const bool wrong = (lead == 0xe0 && second < 0xa0) || (lead == 0xed && second >= 0xa0) ||
                     (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second >= 0x90);
  return wrong ? 0 : length;
}

}  // namespace

std::string readable_error_text(std::string_view text) {
  std::string readable;
  while (!text.empty()) {
    const std::size_t length = valid_character(text);
    const std::string_view piece = length == 0 ? replacement : text.substr(0, length);
    if (readable.size() + piece.size() > limits::max_error_text) break;
    readable += piece;
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return readable;
}

}  // namespace strata::mtproto::session
