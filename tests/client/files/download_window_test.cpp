// Pieces of a download obey the server's rules, and answers are judged by them.
#include "files/download_window.hpp"

#include <gtest/gtest.h>

namespace strata::files {
namespace {

constexpr std::size_t piece = DownloadWindow::piece_size;

TEST(DownloadWindow, PiecesAreAlignedAndCoverTheFile) {
  DownloadWindow window(3 * piece + 100);
  std::uint64_t offset = 0;
  int count = 0;
  while (const std::optional<Piece> next = window.next()) {
    EXPECT_EQ(next->offset, offset);
    EXPECT_EQ(next->offset % 4096, 0U);
    EXPECT_EQ(1048576U % next->limit, 0U);
    EXPECT_EQ(next->offset / 1048576, (next->offset + next->limit - 1) / 1048576);
    offset += next->expected;
    ++count;
  }
  EXPECT_EQ(offset, 3 * piece + 100);
  EXPECT_EQ(count, 4);
}

// A clamped last limit would be refused with LIMIT_INVALID.
TEST(DownloadWindow, M14_TheLastPieceAsksForTheFullLimit) {
  for (const std::size_t rest : {std::size_t{1}, std::size_t{10}, piece - 1}) {
    DownloadWindow window(piece + rest);
    ASSERT_TRUE(window.next().has_value());
    const Piece last = *window.next();
    EXPECT_EQ(last.limit, piece);
    EXPECT_EQ(last.expected, rest);
    EXPECT_FALSE(window.next().has_value());
  }
}

TEST(DownloadWindow, AnEmptyFile_HasNoPieces) { EXPECT_FALSE(DownloadWindow(0).next()); }

TEST(DownloadWindow_N141, AnswersAreJudgedByWhatWasAsked) {
  const Piece middle{.offset = 0, .limit = piece, .expected = piece};
  EXPECT_EQ(judge(middle, piece), PieceVerdict::complete);
  EXPECT_EQ(judge(middle, piece + 1), PieceVerdict::hostile);
  EXPECT_EQ(judge(middle, piece - 1), PieceVerdict::short_end);
  EXPECT_EQ(judge(middle, 0), PieceVerdict::short_end);
  const Piece last{.offset = piece, .limit = piece, .expected = 10};
  EXPECT_EQ(judge(last, 10), PieceVerdict::complete);
  EXPECT_EQ(judge(last, 11), PieceVerdict::complete);
}

}  // namespace
}  // namespace strata::files
