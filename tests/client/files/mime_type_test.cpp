// MIME types follow the extension.
#include "files/mime_type.hpp"

#include <gtest/gtest.h>

namespace strata::files {
namespace {

TEST(MimeType, KnownExtensions_InEitherCase) {
  EXPECT_EQ(mime_type_of("a.png"), "image/png");
  EXPECT_EQ(mime_type_of("A.B.PDF"), "application/pdf");
}

TEST(MimeType, UnknownOrMissingExtensions_AreBytes) {
  EXPECT_EQ(mime_type_of("a.xyz"), "application/octet-stream");
  EXPECT_EQ(mime_type_of("png"), "application/octet-stream");
  EXPECT_EQ(mime_type_of(""), "application/octet-stream");
  EXPECT_EQ(mime_type_of("a."), "application/octet-stream");
}

}  // namespace
}  // namespace strata::files
