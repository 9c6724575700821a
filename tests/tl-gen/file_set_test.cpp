// Writing generated files: only what changed, nothing left behind.
#include "strata/tl_gen/file_set.hpp"

#include "strata/tl_gen/errors.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace strata::tl_gen {
namespace {

namespace fs = std::filesystem;

class FileSetTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(::testing::TempDir()) / (std::string("strata-file-set-") + test->name());
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string read(const std::string& path) const {
    std::ifstream in(folder_ / path);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fs::path folder_;
};

TEST_F(FileSetTest, Files_ArriveWithTheirFolders) {
  FileSet set;
  set.add("a/b/c.hpp", "text");
  set.add("d.cpp", "");
  ASSERT_TRUE(set.write_to(folder_));
  EXPECT_EQ(read("a/b/c.hpp"), "text");
  EXPECT_TRUE(fs::exists(folder_ / "d.cpp"));
}

TEST_F(FileSetTest, UnchangedFile_IsNotTouched) {
  FileSet first;
  first.add("same", "1");
  first.add("changed", "1");
  ASSERT_TRUE(first.write_to(folder_));
  const auto past = fs::file_time_type::clock::now() - std::chrono::hours(1);
  fs::last_write_time(folder_ / "same", past);
  fs::last_write_time(folder_ / "changed", past);

  FileSet second;
  second.add("same", "1");
  second.add("changed", "2");
  ASSERT_TRUE(second.write_to(folder_));
  EXPECT_EQ(fs::last_write_time(folder_ / "same"), past);
  EXPECT_GT(fs::last_write_time(folder_ / "changed"), past);
  EXPECT_EQ(read("changed"), "2");
}

TEST_F(FileSetTest, FileOfAnEarlierRun_IsRemovedAndForeignOnesStay) {
  FileSet first;
  first.add("old/gone", "1");
  first.add("kept", "1");
  ASSERT_TRUE(first.write_to(folder_));
  std::ofstream(folder_ / "foreign") << "x";

  FileSet second;
  second.add("kept", "1");
  ASSERT_TRUE(second.write_to(folder_));
  EXPECT_FALSE(fs::exists(folder_ / "old/gone"));
  EXPECT_TRUE(fs::exists(folder_ / "kept"));
  EXPECT_TRUE(fs::exists(folder_ / "foreign"));
}

TEST_F(FileSetTest, ListOfAnEarlierRun_ReachesNothingOutsideTheFolder) {
  const fs::path outside = folder_.string() + "-outside";
  std::ofstream(outside) << "x";
  FileSet first;
  first.add("a", "1");
  ASSERT_TRUE(first.write_to(folder_));
  std::ofstream(folder_ / "strata-tl-gen.files", std::ios::app)
      << "../" << outside.filename().string() << '\n'
      << outside.string() << '\n';

  FileSet second;
  second.add("b", "1");
  ASSERT_TRUE(second.write_to(folder_));
  EXPECT_TRUE(fs::exists(outside));
  fs::remove(outside);
}

TEST_F(FileSetTest, FolderThatCannotBeWritten_IsAnError) {
  fs::create_directories(folder_);
  std::ofstream(folder_ / "file") << "x";
  FileSet set;
  set.add("file/below", "1");
  const Status written = set.write_to(folder_);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code(), Errc::cannot_write);
}

}  // namespace
}  // namespace strata::tl_gen
