// Tests of whole statements.
#include "expect.hpp"

#include "strata/tl_parser/print.hpp"

namespace strata::tl_parser {
namespace {

TEST(Statement, NameIdFieldsResult) {
  const Definition definition = parse_one("\n  messages.foo#0dae54f8 a:int = messages.Foo;");
  EXPECT_EQ(definition.namespaces, std::vector<std::string>{"messages"});
  EXPECT_EQ(definition.name, "foo");
  EXPECT_EQ(definition.id, 0x0dae54f8U);
  EXPECT_TRUE(definition.id_written);
  EXPECT_EQ(definition.parameters.size(), 1U);
  EXPECT_EQ(definition.result.full_name(), "messages.Foo");
  EXPECT_FALSE(definition.result.bare);
  EXPECT_EQ(definition.line, 2U);
}

TEST(Statement, MissingIdIsComputed) {
  const Definition definition = parse_one("boolTrue = Bool;");
  EXPECT_FALSE(definition.id_written);
  EXPECT_EQ(definition.id, 0x997275b5U);
}

TEST(Statement, WrittenIdWins) { EXPECT_EQ(parse_one("boolTrue#5 = Bool;").id, 5U); }

TEST(Statement, IdTakesOneToEightDigitsOfEitherCase) {
  EXPECT_EQ(parse_one("foo#f = Foo;").id, 15U);
  EXPECT_EQ(parse_one("foo#FFFFFFFF = Foo;").id, 0xFFFFFFFFU);
}

TEST(Statement, SpansLinesAndHoldsComments) {
  const Definition definition =
      parse_one("foo#1 // the name\n  a:int /* one; two */\r\n\tb:long\n  = // and\n Foo\n;");
  EXPECT_EQ(print(definition), "foo#00000001 a:int b:long = Foo;");
}

TEST(Statement, SeveralStandOnOneLine) {
  EXPECT_EQ(parse_clean("a#1 = A;b#2 = B; c#3=C;").definitions.size(), 3U);
}

TEST(Statement, FunctionMayReturnBareAndVector) {
  const ParseOutcome outcome = parse_clean("---functions---\na#1 = Vector<int>; b#2 = vector<B>;");
  ASSERT_EQ(outcome.definitions.size(), 2U);
  EXPECT_EQ(outcome.definitions[0].result.arguments.size(), 1U);
  EXPECT_TRUE(outcome.definitions[1].result.bare);
}

TEST(Statement, EmptyIsAFault) {
  expect_fault(";", 1, 1, Errc::empty_statement);
  expect_fault("foo#1 = Foo;\n ;", 2, 2, Errc::empty_statement);
}

TEST(Statement, MissingNameIsAFault) {
  expect_fault("#12345678 = Foo;", 1, 1, Errc::missing_name);
  expect_fault(" = Foo;", 1, 2, Errc::missing_name);
  expect_fault("../../etc/passwd#1 = Foo;", 1, 1, Errc::missing_name);
  expect_fault("{X:Type} = Foo;", 1, 1, Errc::missing_name);
}

TEST(Statement, InvalidNameIsAFault) {
  expect_fault("1foo#1 = Foo;", 1, 1, Errc::invalid_name);
  expect_fault("foo.1bar#1 = Foo;", 1, 1, Errc::invalid_name);
  expect_fault("foo.#1 = Foo;", 1, 5, Errc::invalid_name);
  expect_fault("foo. bar#1 = Foo;", 1, 6, Errc::invalid_name);
}

TEST(Statement, InvalidIdIsAFault) {
  expect_fault("foo#xyz = Foo;", 1, 4, Errc::invalid_id);
  expect_fault("foo#123456789 = Foo;", 1, 4, Errc::invalid_id);
  expect_fault("foo#0x12 = Foo;", 1, 4, Errc::invalid_id);
  expect_fault("foo# a:int = Foo;", 1, 4, Errc::invalid_id);
  expect_fault("foo# 12 = Foo;", 1, 4, Errc::invalid_id);
  expect_fault("foo #12 = Foo;", 1, 5, Errc::invalid_id);
  expect_fault("foo#-1 = Foo;", 1, 4, Errc::invalid_id);
}

TEST(Statement, MissingTypeIsAFault) {
  expect_fault("foo#1;", 1, 6, Errc::missing_type);
  expect_fault("foo#1 a:int;", 1, 12, Errc::missing_type);
  expect_fault("foo#1 a:int =;", 1, 14, Errc::missing_type);
  expect_fault("foo#1 = \n---types---", 1, 8, Errc::missing_type);
}

TEST(Statement, InvalidResultIsAFault) {
  expect_fault("foo#1 = foo;", 1, 9, Errc::invalid_type);
  expect_fault("foo#1 = %Foo;", 1, 9, Errc::invalid_type);
  expect_fault("foo#1 {X:Type} = !X;", 1, 18, Errc::invalid_type);
  expect_fault("foo#1 = #;", 1, 9, Errc::invalid_type);
  expect_fault("foo#1 = = Foo;", 1, 9, Errc::invalid_type);
}

TEST(Statement, TypeArgumentsBySpaceAreNotUnderstood) {
  const Diagnostic fault = expect_fault("foo#1 = Vector int;", 1, 16, Errc::not_implemented);
  EXPECT_NE(fault.message.find("Vector<int>"), std::string::npos);
}

TEST(Statement, MissingSemicolonCostsOneStatement) {
  expect_fault("foo#1 = Foo", 1, 12, Errc::missing_semicolon);
  expect_fault("foo#1 = Vector<int>  // end", 1, 20, Errc::missing_semicolon);
  expect_fault("foo#1 = Foo = Bar;", 1, 12, Errc::missing_semicolon);
}

TEST(Statement, ForgottenResultCostsOneStatement) {
  const ParseOutcome outcome = parse("foo#1 a:int\nbar#2 = Bar;\nbaz#3 = Baz;");
  EXPECT_EQ(outcome.diagnostics.size(), 1U);
  ASSERT_EQ(outcome.definitions.size(), 2U);
  EXPECT_EQ(outcome.definitions[0].name, "bar");
  expect_fault("foo#1\na:int\n", 2, 6, Errc::missing_type);
  expect_fault("foo#1 a:int =\na.bar#2 = Bar;", 1, 14, Errc::missing_type);
}

TEST(Statement, ForeignBytesAreNamed) {
  using std::string_literals::operator""s;
  const Diagnostic fault = expect_fault("foo#1 \0a:int = Foo;"s, 1, 7, Errc::unexpected_character);
  EXPECT_NE(fault.message.find("0x00"), std::string::npos);
  expect_fault("foo#1 a\xC3\xA4:int = Foo;", 1, 8, Errc::unexpected_character);
  expect_fault("foo#1 a:int = F$oo;", 1, 16, Errc::unexpected_character);
  expect_fault("a/b#1 = Foo;", 1, 2, Errc::unexpected_character);
  expect_fault("@foo#1 = Foo;", 1, 1, Errc::unexpected_character);
  expect_fault("foo#1 a:@int = Foo;", 1, 9, Errc::unexpected_character);
  expect_fault("foo#1 {@:Type} = Foo;", 1, 8, Errc::unexpected_character);
  expect_fault("foo#1 a.@b = Foo;", 1, 7, Errc::invalid_parameter);
}

TEST(Statement, FieldsAreBounded) {
  const std::size_t limit = Limits{}.fields;
  std::string text = "foo#1";
  std::size_t last = 0;
  for (std::size_t i = 0; i <= limit; ++i) {
    last = text.size() + 2;
    text += " f" + std::to_string(i) + ":int";
  }
  expect_fault(text + " = Foo;", 1, last, Errc::too_many_fields);
  text.resize(last - 2);
  EXPECT_EQ(parse_one(text + " = Foo;").parameters.size(), limit);
}

}  // namespace
}  // namespace strata::tl_parser
