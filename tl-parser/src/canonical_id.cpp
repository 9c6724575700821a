// The canonical line of a definition and its CRC32.
#include "strata/tl_parser/print.hpp"

#include <array>
#include <string_view>

namespace strata::tl_parser {
namespace {

constexpr std::array<std::uint32_t, 256> make_crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1U) ^ ((value & 1U) * 0xEDB88320U);
    table[i] = value;
  }
  return table;
}

// A layer below crypto needs these ten lines only, for ids of definitions.
std::uint32_t crc32(std::string_view text) {
  static constexpr auto TABLE = make_crc_table();
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : text)
    crc = TABLE[(crc ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (crc >> 8U);
  return ~crc;
}

// `Vector<Vector<int>>` counts as `Vector Vector int`.
std::string without_brackets(const Type& type) {
  std::string text;
  for (const char c : print(type)) {
    if (c != '>') text += (c == '<' || c == ',') ? ' ' : c;
  }
  return text;
}

bool is_plain(const Type& type, std::string_view name) {
  return type.namespaces.empty() && type.arguments.empty() && type.name == name;
}

std::string canonical_field(const Parameter& parameter) {
  std::string text = ' ' + parameter.name + ':';
  if (parameter.flag) text += print(*parameter.flag) + '?';
  if (parameter.is_flags_word) return text + '#';
  // Both are the same bytes on the wire. Inside of a vector the name stays.
  if (is_plain(parameter.type, "bytes")) return text + "string";
  return text + without_brackets(parameter.type);
}

}  // namespace

std::string canonical_line(const Definition& definition) {
  std::string text = definition.full_name();
  for (const std::string& generic : definition.generics) text += ' ' + generic + ":Type";
  if (!definition.builtin_body.empty()) text += ' ' + definition.builtin_body;
  for (const Parameter& parameter : definition.parameters) {
    // Such a field takes no bytes, and may be added without a new id.
    if (parameter.flag && is_plain(parameter.type, "true")) continue;
    text += canonical_field(parameter);
  }
  return text + " = " + without_brackets(definition.result);
}

std::uint32_t canonical_id(const Definition& definition) {
  return crc32(canonical_line(definition));
}

}  // namespace strata::tl_parser
