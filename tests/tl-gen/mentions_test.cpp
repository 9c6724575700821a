// Which generated names a source mentions.
#include "strata/tl_gen/mentions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace strata::tl_gen {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

SourceIndex index_of(std::string_view text) {
  SourceIndex index;
  index.add("a.cpp", text);
  return index;
}

TEST(SourceIndex, NameIsFoundBehindAnyNamespace) {
  for (const std::string_view text :
       {"types::auth::SentCode", "f(strata::tl::types::auth::SentCode{})",
        "::strata::tl::types::auth::SentCode x;", "types::auth::SentCode::ID"}) {
    EXPECT_THAT(index_of(text).mentions("types::auth::SentCode"), ElementsAre(Mention{"a.cpp", 1}))
        << text;
  }
}

TEST(SourceIndex, OtherNamesDoNotCount) {
  for (const std::string_view text :
       {"types::auth::SentCodeSuccess", "types::SentCode", "enums::auth::SentCode",
        "mytypes::auth::SentCode", "types.auth.SentCode", "SentCode", "", "types::", "::types"}) {
    EXPECT_THAT(index_of(text).mentions("types::auth::SentCode"), IsEmpty()) << text;
  }
}

TEST(SourceIndex, AliasOfANamespaceIsFollowed) {
  const SourceIndex index = index_of(
      "namespace api = strata::tl;\n"
      "namespace types = strata::tl::types::updates;\n"
      "namespace other {\n"
      "api::enums::User user;\n"
      "types::Difference x;\n");
  EXPECT_THAT(index.mentions("enums::User"), ElementsAre(Mention{"a.cpp", 4}));
  EXPECT_THAT(index.mentions("types::updates::Difference"), ElementsAre(Mention{"a.cpp", 5}));
  EXPECT_THAT(index.mentions("types::Difference"), IsEmpty());
}

TEST(SourceIndex, AliasEndsWithItsSource) {
  SourceIndex index;
  index.add("a.cpp", "namespace t = tl::types;");
  index.add("b.cpp", "t::User");
  EXPECT_THAT(index.mentions("types::User"), IsEmpty());
}

TEST(SourceIndex, FirstLineOfEachSourceIsKept) {
  SourceIndex index;
  index.add("a.cpp", "\n\ntypes::A types::A\ntypes::A");
  index.add("b.cpp", "types::B");
  index.add("c.cpp", "\ntypes::A");
  EXPECT_THAT(index.mentions("types::A"), ElementsAre(Mention{"a.cpp", 3}, Mention{"c.cpp", 2}));
}

}  // namespace
}  // namespace strata::tl_gen
