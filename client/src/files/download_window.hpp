// Which pieces of a file to ask for, and whether what comes is what was asked.
#pragma once

#include "strata/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace strata::files {

/// One upload.getFile: offset and limit are multiples of 4 KiB, the limit divides 1 MiB, and the
/// piece lies within one block of 1 MiB (F-10).
struct Piece {
  std::uint64_t offset = 0;
  std::size_t limit = 0;
  /// How many bytes the file has there: the limit, or less at its end.
  std::size_t expected = 0;
};

/// Cuts a file of known size into pieces. The last one is asked for with the full limit too: the
/// short answer is the end.
class DownloadWindow {
 public:
  static constexpr std::size_t piece_size = std::size_t{512} * 1024;

  explicit DownloadWindow(std::uint64_t size) noexcept : size_(size) {}

  /// The next piece; nothing at the end.
  [[nodiscard]] std::optional<Piece> next() noexcept;

 private:
  std::uint64_t size_;
  std::uint64_t offset_ = 0;
};

/// How an answer to a piece is to be taken.
enum class PieceVerdict {
  complete,   ///< as many bytes as expected, or more at the end of the file, to be cut
  short_end,  ///< fewer than expected: ask once more (F-11)
  hostile,    ///< more than the limit
};

[[nodiscard]] PieceVerdict judge(const Piece& piece, std::size_t received) noexcept;

}  // namespace strata::files
