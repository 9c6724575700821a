// Tests of going through a text: sections, recovery, and the strict form.
#include "strata/tl_parser/parse.hpp"

#include "expect.hpp"

namespace strata::tl_parser {
namespace {

TEST(Parse, EmptyTextHasNothing) {
  for (const std::string_view text : {"", " \n\t\r\n", "// only\n/* comments */", "\xEF\xBB\xBF"}) {
    const ParseOutcome outcome = parse_clean(text);
    EXPECT_TRUE(outcome.definitions.empty());
  }
}

TEST(Parse, SectionsSwitchTheCategory) {
  const ParseOutcome outcome = parse_clean(
      "a#1 = A;\n---functions---\nb#2 = A;\n---types---\nc#3 = A;\n---functions---\nd#4 = A;");
  ASSERT_EQ(outcome.definitions.size(), 4U);
  EXPECT_EQ(outcome.definitions[0].category, Category::types);
  EXPECT_EQ(outcome.definitions[1].category, Category::functions);
  EXPECT_EQ(outcome.definitions[2].category, Category::types);
  EXPECT_EQ(outcome.definitions[3].category, Category::functions);
}

TEST(Parse, UnknownSectionIsAFault) {
  expect_fault("a#1 = A;\n---things---", 2, 1, Errc::unknown_section);
  expect_fault("---", 1, 1, Errc::unknown_section);
  expect_fault("---types--", 1, 1, Errc::unknown_section);
}

TEST(Parse, SectionEndsABrokenStatement) {
  const ParseOutcome outcome = parse("a#1 b:int\n---functions---\nc#3 = A;");
  ASSERT_EQ(outcome.diagnostics.size(), 1U);
  EXPECT_EQ(outcome.diagnostics[0].kind, Errc::missing_type);
  ASSERT_EQ(outcome.definitions.size(), 1U);
  EXPECT_EQ(outcome.definitions[0].category, Category::functions);
}

TEST(Parse, WindowsTextReadsTheSame) {
  const ParseOutcome unix_text = parse_clean("a#1 b:int = A;\n\nc#2\n d:int = A;\n");
  const ParseOutcome windows_text = parse_clean(
      "\xEF\xBB\xBF"
      "a#1 b:int = A;\r\n\r\nc#2\r\n d:int = A;\r\n");
  EXPECT_EQ(unix_text.definitions, windows_text.definitions);
  EXPECT_EQ(windows_text.definitions.back().line, 3U);
}

TEST(Parse, EveryFaultIsFoundInOneGo) {
  const ParseOutcome outcome = parse(
      "a#1 = A;\n"
      "b#x = A;\n"
      "c#3 d:flags.0?int = A;\n"
      "\x01\n"
      "e#5 = A\n"
      "f#6 = A;\n"
      "g#7 a:Vector<int = A;\n"
      "h#8 = A;");
  std::vector<std::string> places;
  for (const Diagnostic& fault : outcome.diagnostics) {
    places.push_back(std::to_string(fault.line) + ':' + std::to_string(fault.column));
  }
  EXPECT_EQ(places, (std::vector<std::string>{"2:2", "3:7", "4:1", "5:8", "7:18"}));
  std::string names;
  for (const Definition& definition : outcome.definitions) names += definition.name;
  EXPECT_EQ(names, "afh");
}

TEST(ParseStrict, GivesWhatParseGives) {
  const Result<ParseOutcome> outcome = parse_strict("// LAYER 9\na#1 = A;", "x.tl");
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->layer, 9);
  EXPECT_EQ(outcome->definitions.size(), 1U);
}

TEST(ParseStrict, FailsWithTheFirstFault) {
  const Result<ParseOutcome> one = parse_strict("a#1 = A;\nb#2;", "x.tl");
  ASSERT_FALSE(one);
  EXPECT_EQ(one.error().code(), Errc::missing_type);
  EXPECT_TRUE(one.error().message().starts_with("x.tl:2:4: error: ")) << one.error().message();
  const Result<ParseOutcome> three = parse_strict("a#1;\nb#2;\nc#3;", "x.tl");
  ASSERT_FALSE(three);
  EXPECT_TRUE(three.error().message().ends_with("(and 2 more)")) << three.error().message();
}

}  // namespace
}  // namespace strata::tl_parser
