// Lengths, cases and searches of texts that strangers wrote.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace strata::datacenter {

/// The number of characters (code points) of a UTF-8 text, or nothing when it is not UTF-8:
/// overlong forms, surrogates and numbers above 10FFFF are not.
[[nodiscard]] std::optional<std::size_t> text_length(std::string_view text);

/// The number of UTF-16 code units of a UTF-8 text, in which Telegram counts entity offsets.
[[nodiscard]] std::size_t utf16_length(std::string_view text);

/// Without the blanks and line ends around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// A–Z as a–z; other letters stay.
[[nodiscard]] std::string lower_case(std::string_view text);

/// Whether `text` contains `part`, A–Z being as a–z.
[[nodiscard]] bool contains_text(std::string_view text, std::string_view part);

}  // namespace strata::datacenter
