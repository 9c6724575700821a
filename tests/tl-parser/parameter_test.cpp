// Tests of the fields of a definition.
#include "expect.hpp"

namespace strata::tl_parser {
namespace {

TEST(Parameter, HasNameAndType) {
  const Definition definition = parse_one("foo#1 first:int second:string = Foo;");
  ASSERT_EQ(definition.parameters.size(), 2U);
  EXPECT_EQ(definition.parameters[0].name, "first");
  EXPECT_EQ(definition.parameters[1].name, "second");
  EXPECT_EQ(definition.parameters[1].type.name, "string");
  EXPECT_FALSE(definition.parameters[1].flag);
  EXPECT_FALSE(definition.parameters[1].is_flags_word);
}

TEST(Parameter, FlagsWord) {
  const Definition definition = parse_one("foo#1 flags:# = Foo;");
  ASSERT_EQ(definition.parameters.size(), 1U);
  EXPECT_TRUE(definition.parameters[0].is_flags_word);
  EXPECT_EQ(definition.parameters[0].type.name, "#");
  EXPECT_TRUE(definition.parameters[0].type.bare);
}

TEST(Parameter, ConditionNamesItsFlagsWord) {
  const Definition definition = parse_one(
      "foo#1 flags:# a:flags.0?true flags2:# b:flags2.31?Vector<int> c:flags.7?%Message = Foo;");
  ASSERT_EQ(definition.parameters.size(), 5U);
  EXPECT_EQ(definition.parameters[1].flag, (Flag{"flags", 0}));
  EXPECT_EQ(definition.parameters[1].type.name, "true");
  EXPECT_EQ(definition.parameters[3].flag, (Flag{"flags2", 31}));
  EXPECT_EQ(definition.parameters[3].type.arguments.size(), 1U);
  EXPECT_EQ(definition.parameters[4].flag, (Flag{"flags", 7}));
  EXPECT_TRUE(definition.parameters[4].type.bare);
}

TEST(Parameter, ConditionalGeneric) {
  const Definition definition = parse_one("foo#1 {X:Type} flags:# query:flags.0?!X = X;");
  ASSERT_EQ(definition.parameters.size(), 2U);
  EXPECT_TRUE(definition.parameters[1].type.generic_ref);
  EXPECT_TRUE(definition.parameters[1].flag);
}

TEST(Parameter, FieldMayBeNamedLikeAType) {
  const Definition definition = parse_one("foo#1 int:int true:Bool = Foo;");
  EXPECT_EQ(definition.parameters[0].name, "int");
}

TEST(Parameter, WithoutNameOrTypeIsEmpty) {
  expect_fault("foo#1 :int = Foo;", 1, 7, Errc::empty_parameter);
  expect_fault("foo#1 a: = Foo;", 1, 10, Errc::empty_parameter);
  expect_fault("foo#1 a:;", 1, 9, Errc::empty_parameter);
}

TEST(Parameter, ConditionWithoutTypeIsEmpty) {
  expect_fault("foo#1 flags:# a:flags.0? = Foo;", 1, 26, Errc::empty_parameter);
  expect_fault("foo#1 flags:# a:flags.0?;", 1, 25, Errc::empty_parameter);
}

TEST(Parameter, WithoutColonIsInvalid) {
  const Diagnostic fault = expect_fault("foo#1 a = Foo;", 1, 7, Errc::invalid_parameter);
  EXPECT_NE(fault.message.find("'a'"), std::string::npos);
  expect_fault("foo#1 a:int ? = Foo;", 1, 9, Errc::invalid_flag);
  expect_fault("foo#1 a:int, b:int = Foo;", 1, 12, Errc::invalid_parameter);
}

TEST(Parameter, TypeDefinitionAmongFieldsIsAFault) {
  expect_fault("foo#1 a:int {X:Type} b:!X = X;", 1, 13, Errc::bare_type_definition);
}

TEST(Parameter, RepetitionIsNotUnderstood) {
  expect_fault("foo#1 a:int [ b:int ] = Foo;", 1, 13, Errc::not_implemented);
}

TEST(Parameter, ConditionNeedsItsFlagsWordBefore) {
  const Diagnostic fault =
      expect_fault("foo#1 a:flags.0?int = Foo;", 1, 9, Errc::missing_flag_definition);
  EXPECT_NE(fault.message.find("flags:#"), std::string::npos);
  expect_fault("foo#1 a:flags.0?int flags:# = Foo;", 1, 9, Errc::missing_flag_definition);
  expect_fault("foo#1 flags:# a:flags2.0?int = Foo;", 1, 17, Errc::missing_flag_definition);
  expect_fault("foo#1 flags:int a:flags.0?int = Foo;", 1, 19, Errc::missing_flag_definition);
}

TEST(Parameter, MalformedConditionIsAFault) {
  for (const std::string_view condition :
       {"flags?int", "flags.?int", "flags.32?int", "flags.4294967296?int", "flags.1x?int",
        "flags.x?int", "a.flags.0?int", "flags.0", "flags.0int", "flags.0!int"}) {
    const std::string text = "foo#1 flags:# a:" + std::string(condition) + " = Foo;";
    const ParseOutcome outcome = parse(text);
    ASSERT_EQ(outcome.diagnostics.size(), 1U) << text;
    EXPECT_EQ(outcome.diagnostics[0].line, 1U);
    if (condition != "flags.?int") {
      EXPECT_EQ(to_string(outcome.diagnostics[0].kind), "invalid-flag") << text;
      EXPECT_EQ(outcome.diagnostics[0].column, 17U) << text;
    }
  }
  expect_fault("foo#1 flags:# a:flags.?int = Foo;", 1, 23, Errc::invalid_name);
}

TEST(Parameter, ConditionsDoNotNest) {
  expect_fault("foo#1 flags:# a:flags.0?flags?int = Foo;", 1, 25, Errc::invalid_flag);
  expect_fault("foo#1 flags:# b:flags.0?# = Foo;", 1, 25, Errc::invalid_flag);
}

TEST(Parameter, NameIsCheckedAndUnique) {
  expect_fault("foo#1 a:int 1a:int = Foo;", 1, 13, Errc::invalid_name);
  expect_fault("foo#1 1a:int = Foo;", 1, 7, Errc::invalid_name);
  expect_fault("foo#1 a:int a:long = Foo;", 1, 13, Errc::duplicate_name);
  const std::string name(Limits{}.name_bytes + 1, 'n');
  expect_fault("foo#1 " + name + ":int = Foo;", 1, 7, Errc::name_too_long);
}

}  // namespace
}  // namespace strata::tl_parser
