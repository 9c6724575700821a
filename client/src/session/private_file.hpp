// Reading and replacing a file that only its owner may see.
#pragma once

#include "session/secret_buffer.hpp"

#include "strata/base/result.hpp"

#include <filesystem>
#include <optional>
#include <utility>

namespace strata::detail {

/// An open file descriptor.
class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int descriptor) noexcept : descriptor_(descriptor) {}
  FileHandle(FileHandle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileHandle& operator=(FileHandle&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  ~FileHandle() { close(); }

  [[nodiscard]] int get() const noexcept { return descriptor_; }
  [[nodiscard]] bool is_open() const noexcept { return descriptor_ >= 0; }
  /// False when the system reports a late write error.
  bool close() noexcept;

 private:
  int descriptor_ = -1;
};

/// The content of a file; nothing when there is no file. Errors: session_not_a_file for folders,
/// links and devices, session_insecure when group or others have any right or it belongs to another
/// user, session_corrupt when it is longer than `max_size`, session_io.
[[nodiscard]] Result<std::optional<SecretBuffer>> read_private_file(
    const std::filesystem::path& path, std::size_t max_size);

/// Replaces the file by one with this content and mode 0600: written beside it, synced, renamed.
/// The caller is the only writer. Errors: session_not_a_file, session_io; the old file stays then.
[[nodiscard]] Status replace_private_file(const std::filesystem::path& path, BytesView content);

/// Takes the exclusive lock file of `path`. An error (session_in_use) only when somebody holds it;
/// a handle that is not open when the place allows no lock file.
[[nodiscard]] Result<FileHandle> lock_file(const std::filesystem::path& path);

}  // namespace strata::detail
