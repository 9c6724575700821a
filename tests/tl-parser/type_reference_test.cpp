// Tests of names and type references.
#include "expect.hpp"

#include "strata/tl_parser/print.hpp"

namespace strata::tl_parser {
namespace {

Type type_of_field(const std::string& type) {
  const Definition definition = parse_one("foo#1 {X:Type} f:" + type + " = Foo;");
  return definition.parameters.empty() ? Type{} : definition.parameters.front().type;
}

TEST(TypeReference, FirstLetterSaysBareOrBoxed) {
  EXPECT_TRUE(type_of_field("int").bare);
  EXPECT_TRUE(type_of_field("auth.sentCode").bare);
  EXPECT_FALSE(type_of_field("User").bare);
  EXPECT_FALSE(type_of_field("auth.SentCode").bare);
}

TEST(TypeReference, PercentMakesBare) {
  const Type type = type_of_field("%Message");
  EXPECT_TRUE(type.bare);
  EXPECT_EQ(type.name, "Message");
  EXPECT_EQ(print(type), "%Message");
  EXPECT_EQ(type_of_field("%message"), type_of_field("message"));
}

TEST(TypeReference, KeepsNamespaces) {
  const Type type = type_of_field("a.b.C");
  EXPECT_EQ(type.namespaces, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(type.name, "C");
}

TEST(TypeReference, NestsArguments) {
  const Type type = type_of_field("Vector<vector<%Message>>");
  ASSERT_EQ(type.arguments.size(), 1U);
  const Type& inner = type.arguments.front();
  EXPECT_EQ(inner.name, "vector");
  EXPECT_TRUE(inner.bare);
  ASSERT_EQ(inner.arguments.size(), 1U);
  EXPECT_TRUE(inner.arguments.front().bare);
  EXPECT_EQ(inner.arguments.front().name, "Message");
}

TEST(TypeReference, TakesSeveralArgumentsAndSpaces) {
  const Type type = type_of_field("Map < int , Vector<long> >");
  ASSERT_EQ(type.arguments.size(), 2U);
  EXPECT_EQ(print(type), "Map<int,Vector<long>>");
}

TEST(TypeReference, ReadsBigIntegers) {
  EXPECT_EQ(type_of_field("int128").name, "int128");
  EXPECT_TRUE(type_of_field("int256").bare);
}

TEST(TypeReference, GenericReference) {
  const Type type = type_of_field("!X");
  EXPECT_TRUE(type.generic_ref);
  EXPECT_FALSE(type.bare);
  EXPECT_EQ(type.name, "X");
}

TEST(TypeReference, UndeclaredGenericIsAFault) {
  const Diagnostic fault =
      expect_fault("foo#1 query:!X = Foo;", 1, 13, Errc::missing_generic_definition);
  EXPECT_NE(fault.message.find("{X:Type}"), std::string::npos);
  expect_fault("foo#1 {Y:Type}\n query:!X = Foo;", 2, 8, Errc::missing_generic_definition);
}

TEST(TypeReference, MalformedGenericsAreFaults) {
  expect_fault("foo#1 {X:Type} f:!a.X = Foo;", 1, 18, Errc::invalid_generic);
  expect_fault("foo#1 {X:Type} f:!X<int> = Foo;", 1, 18, Errc::invalid_generic);
  expect_fault("foo#1 {X:Type} f:! = Foo;", 1, 20, Errc::invalid_generic);
  expect_fault("foo#1 f:Vector<> = Foo;", 1, 16, Errc::invalid_generic);
  expect_fault("foo#1 f:Vector<int = Foo;", 1, 20, Errc::invalid_generic);
  expect_fault("foo#1 f:Vector<int;", 1, 19, Errc::invalid_generic);
  expect_fault("foo#1 f:Map<int,> = Foo;", 1, 17, Errc::invalid_generic);
  expect_fault("foo#1 {X:Type} f:Vector<!X> = Foo;", 1, 25, Errc::invalid_generic);
}

TEST(TypeReference, WhatIsNoTypeIsAFault) {
  expect_fault("foo#1 f:; ", 1, 9, Errc::empty_parameter);
  expect_fault("foo#1 f:?int = Foo;", 1, 9, Errc::invalid_type);
  expect_fault("foo#1 f:1 = Foo;", 1, 9, Errc::invalid_type);
  expect_fault("foo#1 f:% = Foo;", 1, 11, Errc::invalid_type);
  expect_fault("foo#1 f:Vector<#> = Foo;", 1, 16, Errc::invalid_type);
  expect_fault("foo#1 f:Vector<%%int> = Foo;", 1, 17, Errc::invalid_type);
}

TEST(TypeReference, ParenthesesAreNotUnderstood) {
  expect_fault("foo#1 f:(Vector int) = Foo;", 1, 9, Errc::not_implemented);
}

TEST(TypeReference, NestingIsBounded) {
  const Limits limits;
  const auto nested = [](std::size_t levels) {
    std::string type = "int";
    for (std::size_t i = 0; i < levels; ++i) type = "A<" + type + ">";
    return "foo#1 f:" + type + " = Foo;";
  };
  EXPECT_TRUE(parse(nested(limits.nesting)).diagnostics.empty());
  expect_fault(nested(limits.nesting + 1), 1, 10 + 2 * limits.nesting, Errc::nesting_too_deep);
}

}  // namespace
}  // namespace strata::tl_parser
