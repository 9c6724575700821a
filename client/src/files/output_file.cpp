// OutputFile: a file on disk that appears only when it is complete.
#include "files/output_file.hpp"

#include "strata/client/errors.hpp"

#include <string>
#include <system_error>
#include <utility>

namespace strata::files {

OutputFile::OutputFile(std::filesystem::path target, bool may_overwrite)
    : target_(std::move(target)), partial_(target_) {
  partial_ += ".part";
  if (!may_overwrite && std::filesystem::exists(target_)) {
    throw Error(ClientErrc::invalid_argument,
                target_.string() + " exists; allow overwriting or choose another name");
  }
  file_.open(partial_, std::ios::binary | std::ios::trunc);
  if (!file_) fail_io("could not be created");
}

OutputFile::~OutputFile() {
  if (finished_) return;
  file_.close();
  std::error_code ignored;
  std::filesystem::remove(partial_, ignored);
}

void OutputFile::write(BytesView bytes) {
  const std::string_view text = as_text(bytes);
  file_.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file_) fail_io("could not be written");
}

void OutputFile::finish() {
  file_.close();
  if (!file_) fail_io("could not be written");
  std::error_code error;
  std::filesystem::rename(partial_, target_, error);
  if (error) fail_io("could not be put in place");
  finished_ = true;
}

void OutputFile::fail_io(const char* what) const {
  throw Error(ClientErrc::file_io, partial_.string() + ": " + what);
}

}  // namespace strata::files
