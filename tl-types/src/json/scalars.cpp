// Takes numbers only in the one form that each has.
#include "scalars.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

namespace strata::tl::detail {
namespace {

constexpr std::uint64_t largest = std::numeric_limits<std::int64_t>::max();

/// `text` as a number, when it is exactly how that number is written.
template <class T>
bool parse_digits(std::string_view text, int base, T& value) {
  const char* const end = text.data() + text.size();
  const auto [stopped, fault] = std::from_chars(text.data(), end, value, base);
  return fault == std::errc() && stopped == end;
}

bool is_canonical(std::string_view digits) {
  if (digits.starts_with('-')) return digits.size() > 1 && digits[1] != '0';
  return digits.size() == 1 || !digits.starts_with('0');
}

std::optional<double> special_value(std::string_view text) {
  using Limits = std::numeric_limits<double>;
  if (text == "Infinity") return Limits::infinity();
  if (text == "-Infinity") return -Limits::infinity();
  if (text == "NaN") return Limits::quiet_NaN();
  constexpr std::string_view prefix = "NaN:";
  std::uint64_t bits = 0;
  if (text.size() != prefix.size() + 16 || !text.starts_with(prefix)) return std::nullopt;
  if (!parse_digits(text.substr(prefix.size()), 16, bits)) return std::nullopt;
  const auto value = std::bit_cast<double>(bits);
  return std::isnan(value) ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> read_integer(const JsonNode& node, bool text_allowed, JsonErrc& error) {
  std::int64_t value = 0;
  switch (node.kind) {
    case JsonKind::negative:
      return static_cast<std::int64_t>(node.integer);
    case JsonKind::positive:
      error = JsonErrc::out_of_range;
      if (node.integer > largest) return std::nullopt;
      return static_cast<std::int64_t>(node.integer);
    case JsonKind::text:
      error = text_allowed ? JsonErrc::out_of_range : JsonErrc::wrong_kind;
      if (!text_allowed || !parse_digits(node.text, 10, value) || !is_canonical(node.text)) {
        return std::nullopt;
      }
      return value;
    default:
      error = JsonErrc::wrong_kind;
      return std::nullopt;
  }
}

std::optional<double> read_real(const JsonNode& node, JsonErrc& error) {
  error = JsonErrc::wrong_kind;
  switch (node.kind) {
    case JsonKind::real:
      return node.real;
    case JsonKind::positive:
      return static_cast<double>(node.integer);
    case JsonKind::negative:
      return static_cast<double>(static_cast<std::int64_t>(node.integer));
    case JsonKind::text:
      error = JsonErrc::out_of_range;
      return special_value(node.text);
    default:
      return std::nullopt;
  }
}

}  // namespace strata::tl::detail
