// FileSet: generated files in memory, written to disk at once.
#pragma once

#include "strata/base/result.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace strata::tl_gen {

/// What a run of the generator made: texts by path, relative to the folder that they will go to.
class FileSet {
 public:
  /// Adds a file; the path uses `/` and has not been added before.
  void add(std::string path, std::string text);

  [[nodiscard]] const std::map<std::string, std::string>& files() const noexcept { return files_; }

  /// Makes `folder` hold these files: a file that has its text already is not touched, so that
  /// nothing is rebuilt for it, and files of an earlier run that are not in the set are removed
  /// (a list of them stands in `folder`; other files there stay).
  [[nodiscard]] Status write_to(const std::filesystem::path& folder) const;

 private:
  std::map<std::string, std::string> files_;
};

}  // namespace strata::tl_gen
