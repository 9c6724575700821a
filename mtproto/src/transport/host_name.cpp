// Which texts can be the name or the address of a host.
#include "transport/host_name.hpp"

#include "transport/hex_digit.hpp"

#include <algorithm>
#include <cstddef>

namespace strata::mtproto {
namespace {

constexpr std::size_t max_label = 63;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex_digit(char c) { return hex_digit(c) >= 0; }
bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= max_label && label.front() != '-' &&
         label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return is_digit(c) || is_letter(c) || c == '-'; });
}

// Cuts the part before the next `separator` off the front of `rest`.
std::string_view next_part(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

bool is_ipv4_address(std::string_view text) {
  if (std::ranges::count(text, '.') != 3 || text.back() == '.') return false;
  while (!text.empty()) {
    const std::string_view part = next_part(text, '.');
    if (!is_number(part) || part.size() > 3) return false;
    if (part.size() > 1 && part.front() == '0') return false;
    int value = 0;
    for (const char c : part) value = value * 10 + (c - '0');
    if (value > 255) return false;
  }
  return true;
}

// The number of 16-bit groups that one side of "::" spells, or more than there can be.
std::size_t ipv6_groups(std::string_view text) {
  constexpr std::size_t invalid = 100;
  if (text.empty()) return 0;
  if (text.back() == ':') return invalid;
  std::size_t groups = 0;
  while (!text.empty()) {
    const std::string_view part = next_part(text, ':');
    if (part.find('.') != std::string_view::npos) {
      return text.empty() && is_ipv4_address(part) ? groups + 2 : invalid;
    }
    if (part.empty() || part.size() > 4 || !std::ranges::all_of(part, is_hex_digit)) return invalid;
    ++groups;
  }
  return groups;
}

}  // namespace

bool is_host_name(std::string_view text, std::size_t max_size) {
  if (text.empty() || text.size() > max_size || text.back() == '.') return false;
  std::string_view rest = text;
  std::string_view last;
  while (!rest.empty()) {
    last = next_part(rest, '.');
    if (!is_label(last)) return false;
  }
  return !is_number(last) || is_ipv4_address(text);
}

bool is_ipv6_address(std::string_view text) {
  constexpr std::size_t all_groups = 8;
  constexpr std::size_t longest = 45;
  if (text.size() > longest || text.find(':') == std::string_view::npos) return false;
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return ipv6_groups(text) == all_groups;
  const std::string_view before = text.substr(0, gap);
  if (before.find('.') != std::string_view::npos) return false;
  return ipv6_groups(before) + ipv6_groups(text.substr(gap + 2)) < all_groups;
}

bool is_http_host(std::string_view text) {
  const std::size_t colon = text.find_last_of(":]");
  if (colon != std::string_view::npos && text[colon] == ':') {
    const std::string_view port = text.substr(colon + 1);
    if (!is_number(port) || port.size() > 5) return false;
    int value = 0;
    for (const char c : port) value = value * 10 + (c - '0');
    if (value == 0 || value > 65'535) return false;
    text = text.substr(0, colon);
  }
  if (text.starts_with('[') && text.ends_with(']')) {
    return is_ipv6_address(text.substr(1, text.size() - 2));
  }
  return is_host_name(text);
}

bool is_http_path(std::string_view text) {
  constexpr std::size_t longest = 512;
  return text.starts_with('/') && text.size() <= longest &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace strata::mtproto
