// Source: where the bytes of an upload come from.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace strata::files {

/// A file or bytes of known size, read piece by piece. Threads: any; reads do not disturb each
/// other.
class Source {
 public:
  virtual ~Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  /// *Throws* Error (file_io).
  [[nodiscard]] virtual std::uint64_t size() = 0;
  /// Exactly `length` bytes at `offset`. *Throws* Error (file_io), also when the file has become
  /// shorter meanwhile.
  [[nodiscard]] virtual Bytes read(std::uint64_t offset, std::size_t length) = 0;
  /// *Throws* Error (file_io) when the content is not what it was at the first look (F-04).
  virtual void check_unchanged() = 0;

 protected:
  Source() = default;
};

std::shared_ptr<Source> file_source(std::filesystem::path path);
std::shared_ptr<Source> memory_source(Bytes content);

}  // namespace strata::files
