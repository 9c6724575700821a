// Tests of lines for types of the language itself.
#include "expect.hpp"

#include "strata/tl_parser/print.hpp"

namespace strata::tl_parser {
namespace {

TEST(BuiltinBody, VectorLine) {
  const Definition definition = parse_one("vector#1cb5c415 {t:Type} # [ t ] = Vector t;");
  EXPECT_EQ(definition.name, "vector");
  EXPECT_EQ(definition.generics, std::vector<std::string>{"t"});
  EXPECT_TRUE(definition.parameters.empty());
  EXPECT_EQ(definition.builtin_body, "# [ t ]");
  EXPECT_EQ(definition.result.name, "Vector");
  ASSERT_EQ(definition.result.arguments.size(), 1U);
  EXPECT_EQ(definition.result.arguments.front().name, "t");
  EXPECT_EQ(canonical_id(definition), 0x1cb5c415U);
  EXPECT_EQ(print(definition), "vector#1cb5c415 {t:Type} # [ t ] = Vector t;");
}

TEST(BuiltinBody, LinesWithoutId) {
  EXPECT_EQ(parse_one("int ? = Int;").builtin_body, "?");
  EXPECT_EQ(parse_one("int ? = Int;").id, 0xa8509bdaU);
  EXPECT_EQ(parse_one("int128 4*[ int ] = Int128;").builtin_body, "4*[ int ]");
  EXPECT_EQ(parse_one("int128 4 * [int] = Int128;").builtin_body, "4*[ int ]");
  EXPECT_EQ(parse_one("vector {t:Type} #[t] = Vector t;").builtin_body, "# [ t ]");
  EXPECT_EQ(parse_one("vector {t:Type} # [ t ] = Vector t;").id, 0x1cb5c415U);
}

TEST(BuiltinBody, ConstructorsOfBuiltinTypesAreOrdinary) {
  EXPECT_EQ(parse_one("boolFalse#bc799737 = Bool;").builtin_body, "");
  EXPECT_EQ(canonical_id(parse_one("boolTrue#997275b5 = Bool;")), 0x997275b5U);
  EXPECT_EQ(canonical_id(parse_one("true#3fedd339 = True;")), 0x3fedd339U);
  EXPECT_EQ(canonical_id(parse_one("null#56730bcc = Null;")), 0x56730bccU);
}

TEST(BuiltinBody, OtherFormsAreNotUnderstood) {
  expect_fault("foo#1 # = Foo;", 1, 9, Errc::not_implemented);
  expect_fault("foo#1 # [ ] = Foo;", 1, 11, Errc::not_implemented);
  expect_fault("foo#1 # [ a b ] = Foo;", 1, 13, Errc::not_implemented);
  expect_fault("foo#1 [ a ] = Foo;", 1, 7, Errc::not_implemented);
  expect_fault("foo#1 4 [ a ] = Foo;", 1, 9, Errc::not_implemented);
  expect_fault("foo#1 1234567890*[ a ] = Foo;", 1, 17, Errc::not_implemented);
  expect_fault("foo#1 4*[ 5 ] = Foo;", 1, 11, Errc::not_implemented);
}

TEST(BuiltinBody, NothingStandsBehindIt) {
  expect_fault("foo#1 ? a:int = Foo;", 1, 8, Errc::missing_type);
}

}  // namespace
}  // namespace strata::tl_parser
