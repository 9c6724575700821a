// Tests of files on their way in.
#include "strata/datacenter/world/uploads.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

class UploadsTest : public testing::Test {
 protected:
  std::string save(std::int32_t index, const Bytes& bytes, std::int32_t total = -2,
                   std::int64_t upload = 1) {
    FilePart part;
    part.upload = upload;
    part.index = index;
    part.is_big = total != -2;
    part.total = part.is_big ? total : -1;
    part.bytes = bytes;
    const auto saved = uploads_.save(user_, part, now_);
    return saved ? "saved" : saved.error().name;
  }
  std::string finish(std::int32_t parts, bool big = false, std::string md5 = {}) {
    const auto content = uploads_.finish(user_, {1, parts, big, std::move(md5)}, now_);
    if (content) content_ = *content;
    return content ? "complete" : content.error().name;
  }

  const UserId user_ = 5;
  UnixSeconds now_ = 0;
  Limits limits_;
  StorageUse use_;
  Uploads uploads_{limits_, use_};
  Bytes content_;
};

TEST_F(UploadsTest, JoinsThePartsWhateverTheirOrder) {
  ASSERT_EQ(save(2, Bytes(10, 3)), "saved");
  ASSERT_EQ(save(0, Bytes(1024, 1)), "saved");
  ASSERT_EQ(save(1, Bytes(1024, 2)), "saved");
  ASSERT_EQ(save(1, Bytes(1024, 9)), "saved") << "a part may be sent again";
  EXPECT_EQ(use_.bytes, 2058U);
  ASSERT_EQ(finish(3), "complete");
  EXPECT_EQ(content_.size(), 2058U);
  EXPECT_EQ(content_[0], 1);
  EXPECT_EQ(content_[1024], 9);
  EXPECT_EQ(content_[2048], 3);
  EXPECT_EQ(use_.bytes, 0U);
  EXPECT_EQ(finish(3), "FILE_PART_0_MISSING");
}

TEST_F(UploadsTest, RefusesIllegalParts) {
  EXPECT_EQ(save(-1, Bytes(1)), "FILE_PART_INVALID");
  EXPECT_EQ(save(4000, Bytes(1)), "FILE_PART_INVALID");
  EXPECT_EQ(save(0, Bytes()), "FILE_PART_EMPTY");
  EXPECT_EQ(save(0, Bytes(512 * 1024 + 1)), "FILE_PART_TOO_BIG");
  EXPECT_EQ(save(3, Bytes(1024), 3), "FILE_PARTS_INVALID");
  EXPECT_EQ(save(0, Bytes(1024), 4001), "FILE_PARTS_INVALID");
  EXPECT_EQ(use_.bytes, 0U);
}

TEST_F(UploadsTest, SaysWhichPartIsMissing) {
  save(0, Bytes(1024));
  save(2, Bytes(1024));
  EXPECT_EQ(finish(3), "FILE_PART_1_MISSING");
  EXPECT_EQ(finish(0), "FILE_PARTS_INVALID");
  EXPECT_EQ(finish(-1), "FILE_PARTS_INVALID");
  EXPECT_EQ(finish(2'000'000'000), "FILE_PARTS_INVALID");
}

TEST_F(UploadsTest, WantsEqualPartsOfALegalSize) {
  save(0, Bytes(1000));
  save(1, Bytes(10));
  EXPECT_EQ(finish(2), "FILE_PART_SIZE_INVALID");
  save(0, Bytes(3 * 1024));
  EXPECT_EQ(finish(2), "FILE_PART_SIZE_INVALID") << "must divide 512 KiB";
  save(0, Bytes(1024));
  save(1, Bytes(2048));
  EXPECT_EQ(finish(2), "FILE_PART_SIZE_CHANGED") << "the last part may only be shorter";
  save(1, Bytes(1024));
  save(2, Bytes(2048));
  save(3, Bytes(1));
  EXPECT_EQ(finish(4), "FILE_PART_SIZE_CHANGED");
}

TEST_F(UploadsTest, ChecksTheMd5) {
  save(0, Bytes{'a', 'b', 'c'});
  EXPECT_EQ(finish(1, false, "0123"), "MD5_CHECKSUM_INVALID");
  EXPECT_EQ(finish(1, false, "900150983cd24fb0d6963f7d28e17f72"), "complete");
}

TEST_F(UploadsTest, KeepsBigAndSmallFilesApart) {
  ASSERT_EQ(save(0, Bytes(1024), -1), "saved") << "the total may come later";
  ASSERT_EQ(save(1, Bytes(24), 2), "saved");
  EXPECT_EQ(save(2, Bytes(1)), "FILE_PARTS_INVALID");
  EXPECT_EQ(finish(2, false), "FILE_PARTS_INVALID");
  EXPECT_EQ(finish(1, true), "FILE_PARTS_INVALID") << "two were announced";
  EXPECT_EQ(finish(2, true), "complete");
}

TEST_F(UploadsTest, BoundsWhatIsKept) {
  limits_.file_bytes = 3000;
  limits_.unfinished_uploads = 2;
  ASSERT_EQ(save(0, Bytes(2000)), "saved");
  EXPECT_EQ(save(1, Bytes(1001)), "FLOOD_WAIT_60");
  ASSERT_EQ(save(0, Bytes(100), -2, 2), "saved");
  EXPECT_EQ(save(0, Bytes(100), -2, 3), "FLOOD_WAIT_60");
  EXPECT_EQ(use_.bytes, 2100U);
}

TEST_F(UploadsTest, ForgetsWhatNobodyFinishes) {
  save(0, Bytes(1024));
  now_ = 3601;
  EXPECT_EQ(finish(1), "FILE_PART_0_MISSING");
  EXPECT_EQ(use_.bytes, 0U);
  EXPECT_EQ(uploads_.open(), 0U);
}

}  // namespace
}  // namespace strata::datacenter
