// Tests of the store of files.
#include "strata/datacenter/world/files.hpp"

#include <gtest/gtest.h>
#include <openssl/sha.h>

namespace strata::datacenter {
namespace {

class FilesTest : public testing::Test {
 protected:
  const StoredFile& add(Bytes content) {
    StoredFile file;
    file.content = std::move(content);
    return *files_.find(files_.add(std::move(file)).value());
  }
  std::string check(const FileClaim& claim) {
    const auto file = files_.check(claim);
    return file ? "found" : file.error().name;
  }

  Limits limits_;
  Seed seed_{1};
  Files files_{seed_, limits_};
};

TEST_F(FilesTest, GivesAnyWindow) {
  const StoredFile& file = add({0, 1, 2, 3, 4, 5});
  EXPECT_EQ(file.size, 6);
  EXPECT_EQ(Files::read(file, 2, 3), (Bytes{2, 3, 4}));
  EXPECT_EQ(Files::read(file, 4, 100), (Bytes{4, 5}));
  EXPECT_EQ(Files::read(file, 6, 1), Bytes{});
  EXPECT_EQ(Files::read(file, -1, 1), Bytes{});
}

TEST_F(FilesTest, AnswersClaimsWithTheRightHashAndReferenceOnly) {
  const StoredFile& file = add({1});
  const Bytes reference = files_.reference(file);
  EXPECT_EQ(check({file.id, file.access_hash, reference}), "found");
  EXPECT_EQ(check({file.id + 1, file.access_hash, reference}), "FILE_ID_INVALID");
  EXPECT_EQ(check({file.id, file.access_hash + 1, reference}), "FILE_ID_INVALID");
  EXPECT_EQ(check({file.id, file.access_hash, {}}), "FILE_REFERENCE_EMPTY");
  Bytes wrong = reference;
  wrong.back() ^= 1;
  EXPECT_EQ(check({file.id, file.access_hash, wrong}), "FILE_REFERENCE_INVALID");
  wrong.pop_back();
  EXPECT_EQ(check({file.id, file.access_hash, wrong}), "FILE_REFERENCE_INVALID");
}

TEST_F(FilesTest, ReferencesExpire) {
  const StoredFile& file = add({1});
  const Bytes old = files_.reference(file);
  files_.expire_references(file.id);
  EXPECT_EQ(check({file.id, file.access_hash, old}), "FILE_REFERENCE_EXPIRED");
  EXPECT_EQ(check({file.id, file.access_hash, files_.reference(file)}), "found");
}

TEST_F(FilesTest, SyntheticContentIsAFunctionOfTheOffset) {
  StoredFile huge;
  huge.size = std::int64_t{1} << 42U;
  huge.content = SyntheticContent{7};
  const StoredFile& file = *files_.find(files_.add(std::move(huge)).value());
  const Bytes whole = Files::read(file, 1'000'000'000'000, 64);
  EXPECT_EQ(whole.size(), 64U);
  const Bytes inner = Files::read(file, 1'000'000'000'013, 20);
  EXPECT_TRUE(std::equal(inner.begin(), inner.end(), whole.begin() + 13));
  EXPECT_EQ(files_.bytes_held(), 0U);
}

TEST_F(FilesTest, HashesWindowsOf128KiB) {
  const StoredFile& file = add(Bytes(300'000, 7));
  const std::vector<FileWindow> windows = Files::hashes(file, 140'000);
  ASSERT_EQ(windows.size(), 2U);
  EXPECT_EQ(windows[0].offset, 131'072);
  EXPECT_EQ(windows[0].length, 131'072);
  EXPECT_EQ(windows[1].length, 300'000 - 262'144);
  const Bytes last(static_cast<std::size_t>(windows[1].length), 7);
  Bytes digest(SHA256_DIGEST_LENGTH);
  SHA256(last.data(), last.size(), digest.data());
  EXPECT_EQ(windows[1].hash, digest);
  EXPECT_TRUE(Files::hashes(file, -1).empty());
  EXPECT_TRUE(Files::hashes(file, 1'000'000).empty());
}

TEST_F(FilesTest, BoundsWhatIsKept) {
  limits_.file_bytes = 100;
  StoredFile file;
  file.content = Bytes(101);
  EXPECT_EQ(files_.add(file).error(), (Refusal{420, "FLOOD_WAIT_60"}));
  file.content = Bytes(60);
  ASSERT_TRUE(files_.add(file));
  EXPECT_FALSE(files_.add(file));
}

TEST_F(FilesTest, PhotosMustBePictures) {
  StoredFile file;
  file.is_photo = true;
  file.content = Bytes(100, 'x');
  EXPECT_EQ(files_.add(file).error().name, "IMAGE_PROCESS_FAILED");
}

}  // namespace
}  // namespace strata::datacenter
