// Tests of the schema model.
#include "strata/tl_parser/definition.hpp"

#include <gtest/gtest.h>

namespace strata::tl_parser {
namespace {

TEST(Definition, FullNameIsDotted) {
  Definition definition;
  definition.name = "sendMessage";
  EXPECT_EQ(definition.full_name(), "sendMessage");
  definition.namespaces = {"a", "b"};
  EXPECT_EQ(definition.full_name(), "a.b.sendMessage");
}

TEST(Type, FullNameHasNoArguments) {
  Type type;
  type.namespaces = {"auth"};
  type.name = "SentCode";
  type.arguments.push_back(Type{});
  EXPECT_EQ(type.full_name(), "auth.SentCode");
}

TEST(Definition, PlaceIsNotPartOfEquality) {
  Definition a;
  a.name = "x";
  Definition b = a;
  b.line = 7;
  EXPECT_EQ(a, b);
}

TEST(Definition, EveryOtherMemberIsPartOfEquality) {
  const Definition plain;
  Definition other;
  const auto differs = [&] {
    const bool unequal = !(plain == other);
    other = {};
    return unequal;
  };
  other.namespaces = {"a"};
  EXPECT_TRUE(differs());
  other.name = "a";
  EXPECT_TRUE(differs());
  other.id = 1;
  EXPECT_TRUE(differs());
  other.id_written = true;
  EXPECT_TRUE(differs());
  other.generics = {"X"};
  EXPECT_TRUE(differs());
  other.parameters.emplace_back();
  EXPECT_TRUE(differs());
  other.builtin_body = "?";
  EXPECT_TRUE(differs());
  other.result.name = "A";
  EXPECT_TRUE(differs());
  other.category = Category::functions;
  EXPECT_TRUE(differs());
}

}  // namespace
}  // namespace strata::tl_parser
