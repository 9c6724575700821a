// Which pieces of a file to ask for, and whether what comes is what was asked.
#include "files/download_window.hpp"

#include <algorithm>

namespace strata::files {

std::optional<Piece> DownloadWindow::next() noexcept {
  if (offset_ >= size_) return std::nullopt;
  const std::uint64_t left = size_ - offset_;
  const Piece piece{
      .offset = offset_,
      .limit = piece_size,
      .expected = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece_size))};
  offset_ += piece_size;
  return piece;
}

PieceVerdict judge(const Piece& piece, std::size_t received) noexcept {
  if (received > piece.limit) return PieceVerdict::hostile;
  if (received < piece.expected) return PieceVerdict::short_end;
  return PieceVerdict::complete;
}

}  // namespace strata::files
