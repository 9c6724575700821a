// A download appears on disk only when it is complete.
#include "files/output_file.hpp"

#include "client/temporary_folder.hpp"

#include "strata/client/errors.hpp"

#include <gtest/gtest.h>

namespace strata::files {
namespace {

using testing_support::TemporaryFolder;

TEST(OutputFile, AppearsWhenFinished) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder / "file";
  {
    OutputFile file(path, false);
    file.write(as_bytes("hello"));
    EXPECT_FALSE(std::filesystem::exists(path));
    file.finish();
  }
  EXPECT_EQ(std::filesystem::file_size(path), 5U);
}

TEST(OutputFile, LeavesNothingWhenAbandoned) {
  const TemporaryFolder folder;
  {
    OutputFile(folder / "file", false).write(as_bytes("hel"));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder / ""));
}

TEST(OutputFile, DoesNotReplaceAFileWithoutLeave) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder / "file";
  OutputFile(path, false).finish();
  EXPECT_THROW(OutputFile(path, false), Error);
  EXPECT_NO_THROW(OutputFile(path, true).finish());
}

TEST(OutputFile, AFolderThatIsNotThere_IsATypedError) {
  const TemporaryFolder folder;
  try {
    OutputFile file(folder / "no" / "file", false);
    FAIL() << "an error was expected";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ClientErrc::file_io);
  }
}

}  // namespace
}  // namespace strata::files
