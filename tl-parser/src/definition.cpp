// Dotted names and the equality of definitions.
#include "strata/tl_parser/definition.hpp"

#include <tuple>

namespace strata::tl_parser {
namespace {

std::string dotted(const std::vector<std::string>& namespaces, const std::string& name) {
  std::string text;
  for (const std::string& part : namespaces) {
    text += part;
    text += '.';
  }
  return text + name;
}

auto content(const Definition& d) {
  return std::tie(d.namespaces, d.name, d.id, d.id_written, d.generics, d.parameters,
                  d.builtin_body, d.result, d.category);
}

}  // namespace

std::string Type::full_name() const { return dotted(namespaces, name); }

std::string Definition::full_name() const { return dotted(namespaces, name); }

bool Definition::operator==(const Definition& other) const {
  return content(*this) == content(other);
}

}  // namespace strata::tl_parser
