// Transcript: prints who does what, in colour on a terminal.
#include "demo/transcript.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <iomanip>
#include <iostream>

namespace demo {

namespace {

constexpr std::string_view reset = "\x1b[0m";

constexpr std::string_view colour_of(Who who) {
  switch (who) {
    case Who::server:
      return "\x1b[33m";
    case Who::bot:
      return "\x1b[36m";
    case Who::person:
      return "\x1b[35m";
    case Who::nobody:
      break;
  }
  return "\x1b[2m";
}

}  // namespace

void Transcript::line(Who who, std::string_view name, std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (colour_) std::cout << colour_of(who);
  std::cout << std::left << std::setw(14) << name;
  if (colour_) std::cout << reset;
  std::cout << text << std::endl;
}

void Transcript::heading(std::string_view text) {
  const std::lock_guard lock(mutex_);
  std::cout << '\n';
  if (colour_) std::cout << "\x1b[1m";
  std::cout << text;
  if (colour_) std::cout << reset;
  std::cout << std::endl;
}

std::string human_size(std::uint64_t bytes) {
  if (bytes < 1024) return std::to_string(bytes) + " bytes";
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f KiB", static_cast<double>(bytes) / 1024.0);
  return text.data();
}

}  // namespace demo
