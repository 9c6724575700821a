// Passes log records on and makes foreign text safe to log.
#include "strata/client/logging.hpp"

#include <algorithm>

namespace strata {

std::string_view to_string(LogLevel level) noexcept {
  switch (level) {
    case LogLevel::trace:
      return "trace";
    case LogLevel::debug:
      return "debug";
    case LogLevel::info:
      return "info";
    case LogLevel::warning:
      return "warning";
    case LogLevel::error:
      return "error";
  }
  return "unknown";
}

void Logger::log(LogLevel level, std::string_view component, std::string_view message,
                 std::span<const LogField> fields) const {
  if (enabled(level)) sink_(LogRecord(level, component, message, fields));
}

std::string escape_for_log(std::string_view text, std::size_t limit) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string safe;
  for (const char c : text.substr(0, limit)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f && byte != '\\') {
      safe += c;
      continue;
    }
    safe += "\\x";
    safe += digits[byte >> 4U];
    safe += digits[byte & 15U];
  }
  if (text.size() > limit) safe += "…";
  return safe;
}

std::string redact_phone(std::string_view phone) {
  constexpr std::size_t shown = 2;
  if (phone.size() <= shown) return std::string(phone.size(), '*');
  return std::string(phone.size() - shown, '*') + std::string(phone.substr(phone.size() - shown));
}

}  // namespace strata
