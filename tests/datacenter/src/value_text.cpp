// Readable text of runtime TL values.
#include "strata/datacenter/value.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

constexpr std::size_t shown_bytes = 64;

std::string quoted(const std::string& text) {
  const bool printable = std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != 0x7f && byte != '"';
  });
  const std::string_view cut = std::string_view(text).substr(0, shown_bytes);
  std::string shown = printable ? '"' + std::string(cut) + '"' : "0x" + to_hex(as_bytes(cut));
  if (cut.size() < text.size()) shown += "…(" + std::to_string(text.size()) + " bytes)";
  return shown;
}

struct Printer {
  std::string operator()(std::monostate) const { return "nothing"; }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(std::int32_t number) const { return std::to_string(number); }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return std::to_string(number); }
  std::string operator()(const std::string& text) const { return quoted(text); }
  std::string operator()(const Object& object) const { return to_string(object); }
  std::string operator()(const Vector& items) const {
    std::string text = "[";
    for (const Value& item : items) {
      if (text.size() > 1) text += ", ";
      text += to_string(item);
    }
    return text + "]";
  }
};

}  // namespace

std::string to_string(const Value& value) { return std::visit(Printer{}, value.variant()); }

std::string to_string(const Object& object) {
  std::string text = object.name() + "{";
  bool first = true;
  for (const Field& field : object.fields()) {
    if (!first) text += ", ";
    first = false;
    text += field.name + ": " + to_string(field.value);
  }
  return text + "}";
}

}  // namespace strata::datacenter
