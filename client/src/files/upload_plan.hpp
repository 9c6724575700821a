// How a file is cut into parts for uploading.
#pragma once

#include "strata/base/result.hpp"

#include <cstddef>
#include <cstdint>

namespace strata::files {

/// Files up to this size are sent by saveFilePart and carry an MD5, larger ones by saveBigFilePart.
// Spec: core.telegram.org/api/files#uploading-files (F-02)
inline constexpr std::uint64_t largest_small_file = 10'485'760;
/// upload_max_fileparts_default; accounts with Premium may send twice as many (F-03).
inline constexpr std::uint64_t most_parts = 4000;

struct UploadPlan {
  std::uint64_t size = 0;
  /// Divides 512 KiB and is a multiple of 1 KiB; every part but the last has it (F-01).
  std::size_t part_size = 0;
  std::int32_t parts = 0;
  bool big = false;

  [[nodiscard]] std::uint64_t offset_of(std::int32_t part) const noexcept {
    return static_cast<std::uint64_t>(part) * part_size;
  }
  [[nodiscard]] std::size_t length_of(std::int32_t part) const noexcept {
    const std::uint64_t left = size - offset_of(part);
    return left < part_size ? static_cast<std::size_t>(left) : part_size;
  }
};

/// The smallest part size that keeps the number of parts in bounds. Fails with invalid_argument for
/// an empty file and for one that no part size fits.
[[nodiscard]] Result<UploadPlan> plan_upload(std::uint64_t size);

}  // namespace strata::files
