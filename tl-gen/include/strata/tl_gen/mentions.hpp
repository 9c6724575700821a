// Finds generated names in the sources of a project.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace strata::tl_gen {

/// Where a source names a generated struct or type.
struct Mention {
  std::string path;
  std::size_t line = 0;  ///< from 1

  bool operator==(const Mention&) const = default;
};

/// The generated names (`types::…`, `enums::…`, `functions::…`) that sources mention. It reads
/// words, not C++: comments count, names that a `using namespace` shortens are not seen, names
/// behind a namespace alias (`namespace api = strata::tl::types;`) are.
class SourceIndex {
 public:
  /// Adds a source. Only its first mention of each name is kept.
  void add(const std::string& path, std::string_view text);

  /// The sources that mention a name such as `types::auth::SentCode`, in the order of add(). Other
  /// names that begin or end with it (`types::auth::SentCodeSuccess`) do not count.
  [[nodiscard]] const std::vector<Mention>& mentions(std::string_view cpp_name) const;

 private:
  std::map<std::string, std::vector<Mention>, std::less<>> by_name_;
};

}  // namespace strata::tl_gen
