// Files are cut into parts that the server takes.
#include "files/upload_plan.hpp"

#include <gtest/gtest.h>

namespace strata::files {
namespace {

constexpr std::uint64_t mib = 1024 * 1024;

TEST(UploadPlan, TheSmallestPartSizeThatKeepsTheCountInBounds_IsTaken) {
  EXPECT_EQ(plan_upload(1)->part_size, 64U * 1024);
  EXPECT_EQ(plan_upload(250 * mib)->part_size, 64U * 1024);
  EXPECT_EQ(plan_upload(250 * mib + 1)->part_size, 128U * 1024);
  EXPECT_EQ(plan_upload(501 * mib)->part_size, 256U * 1024);
  EXPECT_EQ(plan_upload(2000 * mib)->part_size, 512U * 1024);
  EXPECT_EQ(plan_upload(2000 * mib)->parts, 4000);
}

TEST(UploadPlan, FilesOverTenMebibytes_AreBig) {
  EXPECT_FALSE(plan_upload(largest_small_file)->big);
  EXPECT_TRUE(plan_upload(largest_small_file + 1)->big);
}

TEST(UploadPlan, PartsCoverTheFileExactly) {
  const UploadPlan plan = *plan_upload(200'000);
  ASSERT_EQ(plan.parts, 4);
  std::uint64_t covered = 0;
  for (std::int32_t part = 0; part < plan.parts; ++part) {
    EXPECT_EQ(plan.offset_of(part), covered);
    covered += plan.length_of(part);
  }
  EXPECT_EQ(covered, 200'000U);
  EXPECT_EQ(plan_upload(128 * 1024)->length_of(1), 64U * 1024);
}

TEST(UploadPlan, EmptyAndGiganticFiles_AreRefusedBeforeAnythingIsSent) {
  EXPECT_FALSE(plan_upload(0).has_value());
  EXPECT_FALSE(plan_upload(2000 * mib + 1).has_value());
  EXPECT_FALSE(plan_upload(~std::uint64_t{0} / 2).has_value());
}

}  // namespace
}  // namespace strata::files
