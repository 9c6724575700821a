// Tests of `{X:Type}`.
#include "expect.hpp"

namespace strata::tl_parser {
namespace {

TEST(TypeDefinition, NamesComeInOrder) {
  const Definition definition = parse_one("call#1 {X:Type} {Y:Type} a:!X b:!Y = X;");
  EXPECT_EQ(definition.generics, (std::vector<std::string>{"X", "Y"}));
  EXPECT_EQ(definition.result.name, "X");
}

TEST(TypeDefinition, MalformedIsAFault) {
  expect_fault("foo#1 {X} = Foo;", 1, 9, Errc::invalid_generic);
  expect_fault("foo#1 {} = Foo;", 1, 8, Errc::invalid_generic);
  expect_fault("foo#1 {:Type} = Foo;", 1, 8, Errc::invalid_generic);
  expect_fault("foo#1 {1:Type} = Foo;", 1, 8, Errc::invalid_name);
  expect_fault("foo#1 {X:int} = Foo;", 1, 10, Errc::invalid_generic);
  expect_fault("foo#1 {X:Type = Foo;", 1, 15, Errc::invalid_generic);
  expect_fault("foo#1 {n:#} = Foo;", 1, 10, Errc::not_implemented);
  expect_fault("foo#1 {X:Type} {X:Type} = Foo;", 1, 17, Errc::duplicate_name);
  expect_fault("foo#1 {" + std::string(161, 'X') + ":Type} = Foo;", 1, 8, Errc::name_too_long);
}

TEST(TypeDefinition, CountsAsAField) {
  Limits limits;
  limits.fields = 2;
  EXPECT_TRUE(parse("a#1 {X:Type} b:!X = X;", limits).diagnostics.empty());
  const ParseOutcome outcome = parse("a#1 {X:Type} {Y:Type} {Z:Type} = X;", limits);
  ASSERT_EQ(outcome.diagnostics.size(), 1U);
  EXPECT_EQ(outcome.diagnostics[0].kind, Errc::too_many_fields);
  EXPECT_EQ(outcome.diagnostics[0].column, 23U);
}

}  // namespace
}  // namespace strata::tl_parser
