// Follows type references from functions to constructors until nothing new turns up.
#include "strata/tl_gen/slice.hpp"

#include "strata/tl_gen/errors.hpp"

#include <map>
#include <utility>

namespace strata::tl_gen {
namespace {

using tl_parser::Category;
using tl_parser::Definition;
using tl_parser::Type;

/// `a.b` for `a.b.c`, empty for a name without a dot.
std::string namespace_of(const Definition& definition) {
  std::string text;
  for (const std::string& part : definition.namespaces) {
    if (!text.empty()) text += '.';
    text += part;
  }
  return text;
}

/// What a reference may name: the constructors of a boxed type, or one bare constructor.
using Targets = std::multimap<std::string, std::size_t, std::less<>>;

Targets targets_of(std::span<const Definition> definitions) {
  Targets targets;
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    if (definitions[i].category != Category::types) continue;
    targets.emplace(definitions[i].result.full_name(), i);
    targets.emplace(definitions[i].full_name(), i);
  }
  return targets;
}

class Closure {
 public:
  explicit Closure(std::span<const Definition> definitions)
      : definitions_(definitions), targets_(targets_of(definitions)), kept_(definitions.size()) {}

  void keep(std::size_t index) {
    if (kept_[index]) return;
    kept_[index] = true;
    open_.push_back(index);
  }
  std::vector<Definition> finish() {
    while (!open_.empty()) {
      const Definition& definition = definitions_[open_.back()];
      open_.pop_back();
      follow(definition.result);
      for (const auto& parameter : definition.parameters) follow(parameter.type);
    }
    std::vector<Definition> kept;
    for (std::size_t i = 0; i < definitions_.size(); ++i) {
      if (kept_[i]) kept.push_back(definitions_[i]);
    }
    return kept;
  }

 private:
  // Arguments nest no deeper than the parser's limit.
  void follow(const Type& type) {
    for (const Type& argument : type.arguments) follow(argument);
    const std::string name = type.full_name();
    if (!seen_.insert(name).second) return;
    const auto [first, last] = targets_.equal_range(name);
    for (auto target = first; target != last; ++target) keep(target->second);
  }

  std::span<const Definition> definitions_;
  Targets targets_;
  std::vector<bool> kept_;
  std::vector<std::size_t> open_;
  std::set<std::string> seen_;
};

std::string listed(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

Result<std::vector<Definition>> slice(std::span<const Definition> definitions,
                                      const std::set<std::string>& namespaces) {
  Closure closure(definitions);
  std::set<std::string> known;
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    const Definition& definition = definitions[i];
    if (definition.category == Category::functions) {
      const std::string name = namespace_of(definition);
      if (!name.empty()) known.insert(name);
      if (name.empty() || namespaces.contains(name)) closure.keep(i);
    } else if (!definition.builtin_body.empty()) {
      closure.keep(i);
    }
  }
  for (const std::string& name : namespaces) {
    if (known.contains(name)) continue;
    return fail(Errc::bad_options,
                "no function in the namespace '" + name + "'; the schema has: " + listed(known));
  }
  return closure.finish();
}

}  // namespace strata::tl_gen
