// Tests of printing definitions back.
#include "strata/tl_parser/print.hpp"

#include "expect.hpp"

namespace strata::tl_parser {
namespace {

TEST(Print, Types) {
  Type type;
  type.namespaces = {"auth"};
  type.name = "SentCode";
  EXPECT_EQ(print(type), "auth.SentCode");
  type.bare = true;
  EXPECT_EQ(print(type), "%auth.SentCode");
  Type vector;
  vector.name = "Vector";
  vector.arguments = {type, type};
  EXPECT_EQ(print(vector), "Vector<%auth.SentCode,%auth.SentCode>");
  Type generic;
  generic.name = "X";
  generic.generic_ref = true;
  EXPECT_EQ(print(generic), "!X");
}

TEST(Print, FlagsAndParameters) {
  EXPECT_EQ(print(Flag{"flags2", 31}), "flags2.31");
  const Definition definition = parse_one("foo#1 flags:# a:flags.3?Vector<int> = Foo;");
  EXPECT_EQ(print(definition.parameters[0]), "flags:#");
  EXPECT_EQ(print(definition.parameters[1]), "a:flags.3?Vector<int>");
}

TEST(Print, LineIsNormalised) {
  EXPECT_EQ(print(parse_one("a.foo#AB1  { X : Type }\n q : !X \t v:Vector < X > = X ;")),
            "a.foo#00000ab1 {X:Type} q:!X v:Vector<X> = X;");
}

TEST(Print, IdIsWrittenOnlyWhereItSaysSomething) {
  Definition definition = parse_one("boolTrue = Bool;");
  EXPECT_EQ(print(definition), "boolTrue = Bool;");
  definition.id = 1;
  EXPECT_EQ(print(definition), "boolTrue#00000001 = Bool;");
  EXPECT_EQ(print(parse_one("boolTrue#997275b5 = Bool;")), "boolTrue#997275b5 = Bool;");
}

TEST(Print, BuiltinResultKeepsItsSpaceOnlyForGenerics) {
  EXPECT_EQ(print(parse_one("v#1 {t:Type} # [ t ] = Vector<t>;")),
            "v#00000001 {t:Type} # [ t ] = Vector t;");
  EXPECT_EQ(print(parse_one("v#1 {t:Type} # [ t ] = Vector<A<t>>;")),
            "v#00000001 {t:Type} # [ t ] = Vector<A<t>>;");
  EXPECT_EQ(print(parse_one("v#1 {T:Type} # [ T ] = Vector<%T>;")),
            "v#00000001 {T:Type} # [ T ] = Vector<%T>;");
}

TEST(Print, WholeSchema) {
  const std::string text =
      "// LAYER 12\n\n"
      "a#00000001 = A;\n"
      "---functions---\n"
      "b#00000002 x:int = A;\n"
      "c#00000003 = Vector<int>;\n"
      "---types---\n"
      "d#00000004 = A;\n";
  const ParseOutcome outcome = parse_clean(text);
  EXPECT_EQ(print(outcome.definitions, outcome.layer), text);
  EXPECT_EQ(print(std::span(outcome.definitions).first(1)), "a#00000001 = A;\n");
}

}  // namespace
}  // namespace strata::tl_parser
