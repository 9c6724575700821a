// The naming rules and the words that C++ keeps for itself.
#include "names.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace strata::tl_gen {
namespace {

// Keywords and alternative tokens of C++20, words with a meaning in some contexts, macros of the
// standard headers and of common compilers, and the namespaces that generated code refers to.
constexpr std::array reserved_words = std::to_array<std::string_view>({
    "NULL",         "alignas",       "alignof",      "and",       "and_eq",
    "asm",          "assert",        "auto",         "bitand",    "bitor",
    "bool",         "break",         "case",         "catch",     "char",
    "char16_t",     "char32_t",      "char8_t",      "class",     "co_await",
    "co_return",    "co_yield",      "compl",        "concept",   "const",
    "const_cast",   "consteval",     "constexpr",    "constinit", "continue",
    "decltype",     "default",       "delete",       "do",        "double",
    "dynamic_cast", "else",          "enum",         "errno",     "explicit",
    "export",       "extern",        "false",        "float",     "for",
    "friend",       "goto",          "if",           "inline",    "int",
    "linux",        "long",          "major",        "makedev",   "minor",
    "mutable",      "namespace",     "new",          "noexcept",  "not",
    "not_eq",       "nullptr",       "operator",     "or",        "or_eq",
    "private",      "protected",     "public",       "register",  "reinterpret_cast",
    "requires",     "return",        "short",        "signed",    "sizeof",
    "static",       "static_assert", "static_cast",  "std",       "stderr",
    "stdin",        "stdout",        "strata",       "struct",    "switch",
    "template",     "this",          "thread_local", "throw",     "true",
    "try",          "typedef",       "typeid",       "typename",  "union",
    "unix",         "unsigned",      "using",        "virtual",   "void",
    "volatile",     "wchar_t",       "while",        "xor",       "xor_eq",
});
static_assert(std::is_sorted(reserved_words.begin(), reserved_words.end()));

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_reserved(std::string_view name) {
  return std::binary_search(reserved_words.begin(), reserved_words.end(), name);
}

}  // namespace

std::string pascal_case(std::string_view name) {
  std::string result;
  bool starts_word = true;
  for (const char c : name) {
    if (c == '_') {
      starts_word = true;
      continue;
    }
    result += starts_word ? to_upper(c) : c;
    starts_word = false;
  }
  return result;
}

std::string snake_case(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == '_') {
      if (!result.empty() && result.back() != '_') result += '_';
      continue;
    }
    // A capital starts a word after a small letter, and before one: the V of JSONValue.
    const bool after_small = i > 0 && (is_lower(name[i - 1]) || is_digit(name[i - 1]));
    const bool before_small = i > 0 && i + 1 < name.size() && is_lower(name[i + 1]);
    const bool starts_word = is_upper(c) && (after_small || before_small);
    if (starts_word && !result.empty() && result.back() != '_') result += '_';
    result += to_lower(c);
  }
  return result;
}

std::string member_name(std::string_view name) {
  return is_reserved(name) ? std::string(name) + '_' : std::string(name);
}

std::vector<std::string> namespace_names(const std::vector<std::string>& names) {
  // The namespaces around them must stay visible from inside.
  static const std::set<std::string> ours{"types", "enums", "functions", "tags", "schema"};
  std::vector<std::string> result;
  for (const std::string& name : names) {
    result.push_back(ours.contains(name) ? name + '_' : member_name(name));
  }
  return result;
}

std::string qualified_name(std::string_view root, const std::vector<std::string>& namespaces,
                           std::string_view name) {
  std::string result(root);
  for (const std::string& part : namespaces) result += "::" + part;
  result += "::";
  return result += name;
}

bool is_identifier(std::string_view name) {
  if (name.empty() || is_digit(name.front()) || is_reserved(name)) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return is_upper(c) || is_lower(c) || is_digit(c) || c == '_'; });
}

}  // namespace strata::tl_gen
