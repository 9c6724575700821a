// File names from strangers, made safe.
#include "files/file_name.hpp"

#include <algorithm>
#include <array>

namespace strata::files {

namespace {

constexpr std::size_t longest_name = 255;
constexpr std::string_view forbidden = "<>:\"|?*\\/";

char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

bool is_control(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

/// U+200E/F, U+202A–E and U+2066–9 turn a name around on the screen ("exe.txt" for "txt.exe").
bool is_direction_mark(std::string_view text) noexcept {
  if (text.size() < 3 || text[0] != '\xe2') return false;
  const auto second = static_cast<unsigned char>(text[1]);
  const auto third = static_cast<unsigned char>(text[2]);
  if (second == 0x80) return third == 0x8e || third == 0x8f || (third >= 0xaa && third <= 0xae);
  return second == 0x81 && third >= 0xa6 && third <= 0xa9;
}

/// CON, NUL, COM1 … mean devices on Windows, whatever their extension.
bool is_reserved(std::string_view name) noexcept {
  const std::string_view stem = name.substr(0, name.find('.'));
  constexpr std::array<std::string_view, 4> devices{"CON", "PRN", "AUX", "NUL"};
  for (const std::string_view device : devices) {
    if (std::ranges::equal(stem, device, {}, upper)) return true;
  }
  return stem.size() == 4 && stem[3] >= '1' && stem[3] <= '9' &&
         (std::ranges::equal(stem.substr(0, 3), std::string_view("COM"), {}, upper) ||
          std::ranges::equal(stem.substr(0, 3), std::string_view("LPT"), {}, upper));
}

std::string without_forbidden(std::string_view name) {
  std::string safe;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (is_direction_mark(name.substr(i))) {
      i += 2;
    } else if (!is_control(name[i]) && forbidden.find(name[i]) == std::string_view::npos) {
      safe.push_back(name[i]);
    }
  }
  return safe;
}

bool continues_character(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

void shorten(std::string& name) {
  if (name.size() <= longest_name) return;
  const std::size_t dot = name.rfind('.');
  std::string extension;
  // An extension is short; a dot far from the end is part of the name.
  if (dot != std::string::npos && name.size() - dot <= 16) extension = name.substr(dot);
  std::size_t end = longest_name - extension.size();
  while (end > 0 && continues_character(name[end])) --end;
  name.resize(end);
  name += extension;
}

}  // namespace

std::string safe_file_name(std::string_view name, std::string_view fallback) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string safe = without_forbidden(name);
  while (!safe.empty() && (safe.back() == '.' || safe.back() == ' ')) safe.pop_back();
  const std::size_t start = safe.find_first_not_of(". ");
  safe.erase(0, start == std::string::npos ? safe.size() : start);
  if (safe.empty()) return std::string(fallback);
  if (is_reserved(safe)) safe.insert(0, 1, '_');
  shorten(safe);
  return safe;
}

}  // namespace strata::files
