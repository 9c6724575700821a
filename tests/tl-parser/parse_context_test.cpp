// Tests of what holds across statements: comments, the layer, and the limits of the whole.
#include "parse_context.hpp"

#include "expect.hpp"

namespace strata::tl_parser {
namespace {

TEST(ParseContext, LayerStandsAnywhere) {
  EXPECT_EQ(parse_clean("// LAYER 227\nfoo#1 = Foo;").layer, 227);
  EXPECT_EQ(parse_clean("foo#1 = Foo;\n\n//LAYER 224").layer, 224);
  EXPECT_EQ(parse_clean("foo#1 // LAYER 5\n = Foo;").layer, 5);
  EXPECT_EQ(parse_clean("//  LAYER\t7\r\n").layer, 7);
}

TEST(ParseContext, OtherCommentsAreNoLayer) {
  EXPECT_FALSE(parse_clean("").layer);
  EXPECT_FALSE(
      parse_clean("// LAYER\n// LAYER x\n// Layer 3\n// the LAYER 4\n/* LAYER 5 */").layer);
}

TEST(ParseContext, LayerOutOfRangeIsAFault) {
  expect_fault("foo#1 = Foo; // LAYER 99999999999", 1, 14, Errc::invalid_layer);
}

TEST(ParseContext, SecondLayerIsAFault) {
  EXPECT_EQ(parse_clean("// LAYER 3\n// LAYER 3").layer, 3);
  expect_fault("// LAYER 3\n // LAYER 4", 2, 2, Errc::invalid_layer);
  EXPECT_EQ(parse("// LAYER 3\n // LAYER 4").layer, 3);
}

TEST(ParseContext, OpenCommentIsAFault) {
  const ParseOutcome outcome = parse("foo#1 = Foo;\n bar#2 /* = Bar;\nbaz#3 = Baz;");
  ASSERT_EQ(outcome.diagnostics.size(), 2U);
  EXPECT_EQ(outcome.diagnostics[0].kind, Errc::unterminated_comment);
  EXPECT_EQ(outcome.diagnostics[0].line, 2U);
  EXPECT_EQ(outcome.diagnostics[0].column, 8U);
  EXPECT_EQ(outcome.diagnostics[1].kind, Errc::missing_type);
  EXPECT_EQ(outcome.definitions.size(), 1U);
}

TEST(ParseContext, DiagnosticsAreBounded) {
  const std::string text(5000, ';');
  const ParseOutcome outcome = parse(text);
  ASSERT_EQ(outcome.diagnostics.size(), Limits{}.diagnostics);
  EXPECT_EQ(outcome.diagnostics.back().kind, Errc::too_many_diagnostics);
  EXPECT_EQ(outcome.diagnostics[outcome.diagnostics.size() - 2].kind, Errc::empty_statement);
}

TEST(ParseContext, OneDiagnosticIsTheLeast) {
  Limits limits;
  limits.diagnostics = 0;
  const ParseOutcome outcome = parse(";;;", limits);
  ASSERT_EQ(outcome.diagnostics.size(), 1U);
  EXPECT_EQ(outcome.diagnostics[0].kind, Errc::too_many_diagnostics);
}

TEST(ParseContext, TypeReferencesAreBounded) {
  Limits limits;
  limits.type_references = 4;
  EXPECT_TRUE(parse("a#1 b:Vector<int> = A; b#2 = B;", limits).diagnostics.empty());
  for (const std::string_view text :
       {"a#1 b:Vector<int> = A; b#2 = B; c#3 = C;", "a#1 a:# b:# c:# d:# = A; b#2 = B;",
        "a#1 {A:Type} {B:Type} {C:Type} = Vector A; b#2 = B;",
        "a#1 {A:Type} b:!A c:!A d:!A = A;"}) {
    const ParseOutcome outcome = parse(text, limits);
    ASSERT_EQ(outcome.diagnostics.size(), 1U) << text;
    EXPECT_EQ(outcome.diagnostics[0].kind, Errc::schema_too_large) << text;
    EXPECT_LE(outcome.definitions.size(), 2U) << text;
  }
}

TEST(ParseContext, TextIsBounded) {
  Limits limits;
  limits.schema_bytes = 12;
  EXPECT_EQ(parse("foo#1 = Foo;", limits).definitions.size(), 1U);
  const ParseOutcome outcome = parse("foo#1 = Foo; ", limits);
  ASSERT_EQ(outcome.diagnostics.size(), 1U);
  EXPECT_EQ(outcome.diagnostics[0].kind, Errc::schema_too_long);
  EXPECT_TRUE(outcome.definitions.empty());
}

TEST(ParseContext, MessagesShortenAndCleanForeignText) {
  EXPECT_EQ(in_quotes("abc"), "'abc'");
  EXPECT_EQ(in_quotes("a\x1B[31m\xFF"), "'a?[31m?'");
  EXPECT_EQ(in_quotes(std::string(41, 'x')), "'" + std::string(40, 'x') + "...'");
}

}  // namespace
}  // namespace strata::tl_parser
