// Tests of reading the size of pictures.
#include "world/image_size.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

Bytes png() { return *from_hex("89504e470d0a1a0a 0000000d 49484452 00000140 000000f0 0806000000"); }
Bytes jpeg() {
  return *from_hex("ffd8 ffe00010 4a46494600010100000100010000 ffc0 0011 08 00f0 0140 03");
}
Bytes gif() { return *from_hex("474946383961 4001 f000 00"); }

TEST(ImageSize, ReadsPngJpegAndGif) {
  for (const Bytes& image : {png(), jpeg(), gif()}) {
    const auto size = image_size(image);
    ASSERT_TRUE(size);
    EXPECT_EQ(size->width, 320);
    EXPECT_EQ(size->height, 240);
  }
}

TEST(ImageSize, SurvivesTruncationAtEveryByte) {
  for (const Bytes& image : {png(), jpeg(), gif()}) {
    for (std::size_t size = 0; size < image.size(); ++size) {
      static_cast<void>(image_size(BytesView(image).first(size)));
    }
  }
  EXPECT_FALSE(image_size(BytesView(png()).first(20)));
  EXPECT_FALSE(image_size(BytesView(jpeg()).first(22)));
}

TEST(ImageSize, RefusesEverythingElse) {
  EXPECT_FALSE(image_size({}));
  EXPECT_FALSE(image_size(Bytes(100, 'x')));
  EXPECT_FALSE(image_size(*from_hex("474946383961 0000 f000 00"))) << "no width";
  EXPECT_FALSE(image_size(*from_hex("ffd8 ffe00000 ffe00000 ffe00000 ffe00000")));
}

}  // namespace
}  // namespace strata::datacenter
