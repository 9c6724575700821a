// Tests of names: dots, digits and length.
#include "expect.hpp"

namespace strata::tl_parser {
namespace {

TEST(Name, DotsJoinWithoutSpaces) {
  expect_fault("foo#1 f:a. B = Foo;", 1, 12, Errc::invalid_name);
  expect_fault("foo#1 f:a .B = Foo;", 1, 12, Errc::invalid_name);
  expect_fault("foo#1 f:a..B = Foo;", 1, 11, Errc::invalid_name);
  expect_fault("foo#1 f:a.1.B = Foo;", 1, 9, Errc::invalid_name);
}

TEST(Name, IsBounded) {
  const Limits limits;
  const auto field = [](std::size_t length) {
    return "foo#1 f:" + std::string(length, 'T') + " = Foo;";
  };
  EXPECT_TRUE(parse(field(limits.name_bytes)).diagnostics.empty());
  expect_fault(field(limits.name_bytes + 1), 1, 9, Errc::name_too_long);
  EXPECT_TRUE(parse("foo#1 f:a.b.c.d.E = Foo;").diagnostics.empty());
  expect_fault("foo#1 f:a.b.c.d.e.F = Foo;", 1, 9, Errc::name_too_long);
}

TEST(Name, OfFieldsAndVariablesIsBoundedToo) {
  const std::string name(Limits{}.name_bytes, 'n');
  EXPECT_TRUE(
      parse("foo#1 {" + name + ":Type} f" + name.substr(1) + ":int = Foo;").diagnostics.empty());
  expect_fault("foo#1 {n" + name + ":Type} = Foo;", 1, 8, Errc::name_too_long);
  expect_fault("foo#1 n" + name + ":int = Foo;", 1, 7, Errc::name_too_long);
}

}  // namespace
}  // namespace strata::tl_parser
