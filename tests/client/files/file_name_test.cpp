// File names from strangers stay in their folder.
#include "files/file_name.hpp"

#include <gtest/gtest.h>

namespace strata::files {
namespace {

TEST(FileName, OrdinaryNames_AreKept) {
  EXPECT_EQ(safe_file_name("report 2026.pdf", "file"), "report 2026.pdf");
  EXPECT_EQ(safe_file_name("Grüße.txt", "file"), "Grüße.txt");
}

TEST(FileName_N146, Directories_AreDropped) {
  EXPECT_EQ(safe_file_name("../../etc/cron.d/x", "file"), "x");
  EXPECT_EQ(safe_file_name("C:\\Windows\\evil.exe", "file"), "evil.exe");
  EXPECT_EQ(safe_file_name("..", "file"), "file");
  EXPECT_EQ(safe_file_name("a/..", "file"), "file");
  EXPECT_EQ(safe_file_name("/", "file"), "file");
  EXPECT_EQ(safe_file_name("", "file"), "file");
  EXPECT_EQ(safe_file_name(".bashrc", "file"), "bashrc");
}

TEST(FileName_N146, ReservedNames_AreChanged) {
  EXPECT_EQ(safe_file_name("CON", "file"), "_CON");
  EXPECT_EQ(safe_file_name("nul.txt", "file"), "_nul.txt");
  EXPECT_EQ(safe_file_name("com1", "file"), "_com1");
  EXPECT_EQ(safe_file_name("console.txt", "file"), "console.txt");
}

TEST(FileName_N146, LongNames_AreCutBetweenCharactersBeforeTheExtension) {
  std::string name(4096, 'a');
  name += ".tar.gz";
  const std::string safe = safe_file_name(name, "file");
  EXPECT_EQ(safe.size(), 255U);
  EXPECT_TRUE(safe.ends_with(".gz"));

  std::string wide;
  for (int i = 0; i < 300; ++i) wide += "ü";
  const std::string cut = safe_file_name(wide, "file");
  EXPECT_LE(cut.size(), 255U);
  EXPECT_EQ(cut.size() % 2, 0U);
}

TEST(FileName_N146, DirectionMarksAndControlCharacters_AreDropped) {
  EXPECT_EQ(safe_file_name("exe.\xe2\x80\xaetxt", "file"), "exe.txt");
  EXPECT_EQ(safe_file_name("a\xe2\x81\xa6"
                           "b",
                           "file"),
            "ab");
  EXPECT_EQ(safe_file_name(std::string_view("a\0b\nc", 5), "file"), "abc");
  EXPECT_EQ(safe_file_name("what?.txt", "file"), "what.txt");
}

}  // namespace
}  // namespace strata::files
