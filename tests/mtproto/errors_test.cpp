// The protocol layer's error codes: category, texts, and the offered keys in the detail.
#include "strata/mtproto/errors.hpp"

#include <gtest/gtest.h>

#include <set>

namespace strata::mtproto {
namespace {

TEST(Errors, EveryCode_HasItsOwnTextInTheCategory) {
  std::set<std::string> texts;
  for (int code = static_cast<int>(Errc::invalid_argument);
       code <= static_cast<int>(Errc::permanent_key_lost); ++code) {
    const std::error_code error = static_cast<Errc>(code);
    EXPECT_STREQ(error.category().name(), "strata.mtproto");
    EXPECT_NE(error.message(), "unknown protocol error") << code;
    EXPECT_TRUE(texts.insert(error.message()).second) << error.message();
  }
}

TEST(Errors, UnknownServerKey_ListsWhatWasOffered) {
  const Error error(Errc::unknown_server_key, std::make_shared<UnknownServerKey>(
                                                  "none known", std::vector<std::uint64_t>{7}));
  ASSERT_NE(error.detail<UnknownServerKey>(), nullptr);
  EXPECT_EQ(error.detail<UnknownServerKey>()->offered(), std::vector<std::uint64_t>{7});
  EXPECT_EQ(error.message(), "none known");
}

}  // namespace
}  // namespace strata::mtproto
