// Finds definitions whose name or id exists already.
#pragma once

#include "statement.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace strata::tl_parser {

/// The names and ids of a schema. Ordered maps: no text can make them slow, as it could with
/// hashes.
class KnownDefinitions {
 public:
  /// Adds the definition, or reports what it repeats and returns false. A constructor and a
  /// function may share a name; an id stands for one of either only.
  bool add(ParseContext& context, const Statement& statement);

 private:
  struct Known {
    std::string name;
    std::size_t line = 0;
  };
  std::map<std::pair<Category, std::string>, std::size_t> lines_by_name_;
  std::map<std::uint32_t, Known> by_id_;
};

}  // namespace strata::tl_parser
