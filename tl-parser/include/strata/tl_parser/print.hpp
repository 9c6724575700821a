// Definitions as TL text again, and the id that follows from that text.
#pragma once

#include "strata/tl_parser/definition.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace strata::tl_parser {

/// `Vector<%auth.SentCode>`, `!X`.
[[nodiscard]] std::string print(const Type& type);

/// `flags.3`, as it stands before the question mark.
[[nodiscard]] std::string print(const Flag& flag);

/// `title:flags.3?string`.
[[nodiscard]] std::string print(const Parameter& parameter);

/// The statement on one line with single spaces and its `;`, without a line feed:
/// `user#d23c81a3 id:int first_name:string = User;`. The id has eight digits; it is left out where
/// the parsed text had none and it follows from the line. Parsing the text gives an equal
/// definition (of category types: the category is not part of a line).
[[nodiscard]] std::string print(const Definition& definition);

/// A whole schema: the `// LAYER` line, then every definition in the order given, with a separator
/// where the category changes.
[[nodiscard]] std::string print(std::span<const Definition> definitions,
                                std::optional<int> layer = std::nullopt);

/// The text whose CRC32 is a constructor's id: the statement without id, `;`, brackets and braces
/// and without `flags.N?true` fields, and with `string` for `bytes`.
/// Spec: core.telegram.org/mtproto/TL-formal#constructor-id
[[nodiscard]] std::string canonical_line(const Definition& definition);

/// The id that a definition has when none is written. Telegram's schemas deviate from it in a few
/// places (msg_container, ipPortSecret, accessPointRule, help.configSimple), so a written id is
/// never replaced by it.
[[nodiscard]] std::uint32_t canonical_id(const Definition& definition);

}  // namespace strata::tl_parser
