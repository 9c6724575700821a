// Tests of repeated names and ids.
#include "expect.hpp"

namespace strata::tl_parser {
namespace {

TEST(KnownDefinitions, RepeatedNameIsAFault) {
  const Diagnostic fault = expect_fault("foo#1 = Foo;\n  foo#2 = Foo;", 2, 3, Errc::duplicate_name);
  EXPECT_NE(fault.message.find("line 1"), std::string::npos);
  expect_fault("a.foo#1 = Foo; a.foo#2 = Foo;", 1, 16, Errc::duplicate_name);
}

TEST(KnownDefinitions, RepeatedIdIsAFault) {
  const Diagnostic fault = expect_fault("foo#1 = Foo;\nbar#01 = Foo;", 2, 1, Errc::duplicate_id);
  EXPECT_NE(fault.message.find("'foo' on line 1"), std::string::npos);
  expect_fault("foo#1 = Foo;\n---functions---\nbar#1 = Foo;", 3, 1, Errc::duplicate_id);
}

TEST(KnownDefinitions, ComputedIdsCount) {
  expect_fault("boolTrue = Bool;\nother#997275b5 = Bool;", 2, 1, Errc::duplicate_id);
}

TEST(KnownDefinitions, FirstOneStays) {
  const ParseOutcome outcome = parse("foo#1 a:int = Foo; foo#2 = Foo; foo#3 = Foo; bar#2 = Foo;");
  EXPECT_EQ(outcome.diagnostics.size(), 2U);
  ASSERT_EQ(outcome.definitions.size(), 2U);
  EXPECT_EQ(outcome.definitions[0].id, 1U);
  EXPECT_EQ(outcome.definitions[1].name, "bar");
}

TEST(KnownDefinitions, NamespacesAndCategoriesTellApart) {
  EXPECT_EQ(
      parse_clean("foo#1 = Foo; a.foo#2 = Foo; ---functions--- foo#3 = Foo;").definitions.size(),
      3U);
}

}  // namespace
}  // namespace strata::tl_parser
