// OutputFile: a file on disk that appears only when it is complete.
#pragma once

#include "strata/base/bytes.hpp"

#include <filesystem>
#include <fstream>

namespace strata::files {

/// Writes to `<target>.part` and renames at the end; destroying it before leaves nothing behind.
/// All *throw* Error (file_io).
class OutputFile {
 public:
  /// *Throws* Error (invalid_argument) when the target exists and may not be replaced.
  OutputFile(std::filesystem::path target, bool may_overwrite);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  void write(BytesView bytes);
  void finish();

 private:
  [[noreturn]] void fail_io(const char* what) const;

  std::filesystem::path target_;
  std::filesystem::path partial_;
  std::ofstream file_;
  bool finished_ = false;
};

}  // namespace strata::files
