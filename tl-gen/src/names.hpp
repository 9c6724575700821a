// From names of the schema to names of C++ and of files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace strata::tl_gen {

/// `inputPeerUser` → `InputPeerUser`, `req_pq_multi` → `ReqPqMulti`, `resPQ` → `ResPQ`: words
/// begin with a capital, Telegram's own capitals stay.
[[nodiscard]] std::string pascal_case(std::string_view name);

/// `InputPeer` → `input_peer`, `ResPQ` → `res_pq`, `JSONValue` → `json_value`: for file names.
[[nodiscard]] std::string snake_case(std::string_view name);

/// The name of a field or namespace: as in the schema, with a trailing `_` where C++ or a standard
/// header has another use for the word.
[[nodiscard]] std::string member_name(std::string_view name);

/// The C++ names of a definition's namespaces.
[[nodiscard]] std::vector<std::string> namespace_names(const std::vector<std::string>& names);

/// `types`, `{"auth"}`, `SentCode` → `types::auth::SentCode`.
[[nodiscard]] std::string qualified_name(std::string_view root,
                                         const std::vector<std::string>& namespaces,
                                         std::string_view name);

/// Whether the text is a C++ identifier and no reserved word.
[[nodiscard]] bool is_identifier(std::string_view name);

}  // namespace strata::tl_gen
