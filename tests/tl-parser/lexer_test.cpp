// Tests of cutting text into tokens.
#include "lexer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace strata::tl_parser {
namespace {

std::vector<Token> tokens_of(std::string_view text) {
  Lexer lexer(text);
  std::vector<Token> tokens;
  do tokens.push_back(lexer.next());
  while (tokens.back().kind != TokenKind::end);
  return tokens;
}

void expect_place(const Token& token, std::size_t line, std::size_t column) {
  EXPECT_EQ(token.begin.line, line) << token.text;
  EXPECT_EQ(token.begin.column, column) << token.text;
}

TEST(Lexer, CutsWordsAndSymbols) {
  const auto tokens = tokens_of("a.b#1f x:%Y;");
  std::vector<std::string> texts;
  for (const Token& token : tokens) texts.emplace_back(token.text);
  EXPECT_EQ(texts,
            (std::vector<std::string>{"a", ".", "b", "#", "1f", "x", ":", "%", "Y", ";", ""}));
}

TEST(Lexer, CountsLinesAndColumnsInBytes) {
  const auto tokens = tokens_of("a b\r\n  c\n\td");
  ASSERT_EQ(tokens.size(), 5U);
  expect_place(tokens[0], 1, 1);
  expect_place(tokens[1], 1, 3);
  expect_place(tokens[2], 2, 3);
  expect_place(tokens[3], 3, 2);
  EXPECT_EQ(tokens[3].end.column, 3U);
}

TEST(Lexer, ByteOrderMarkTakesNoColumn) {
  const auto tokens = tokens_of(
      "\xEF\xBB\xBF"
      "a");
  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_EQ(tokens[0].kind, TokenKind::word);
  expect_place(tokens[0], 1, 1);
}

TEST(Lexer, KnowsWhatIsGluedAndWhatLeadsALine) {
  const auto tokens = tokens_of("a#b\nc # d");
  ASSERT_EQ(tokens.size(), 7U);
  EXPECT_FALSE(tokens[0].glued);
  EXPECT_TRUE(tokens[0].leads_line);
  EXPECT_TRUE(tokens[1].glued);
  EXPECT_TRUE(tokens[2].glued);
  EXPECT_FALSE(tokens[3].glued);
  EXPECT_TRUE(tokens[3].leads_line);
  EXPECT_FALSE(tokens[4].glued);
  EXPECT_FALSE(tokens[4].leads_line);
}

TEST(Lexer, CommentsAreOneTokenEach) {
  const auto tokens = tokens_of("// x ; y\n/* a\n b */ c");
  ASSERT_EQ(tokens.size(), 4U);
  EXPECT_EQ(tokens[0].kind, TokenKind::comment);
  EXPECT_EQ(tokens[0].text, "// x ; y");
  EXPECT_EQ(tokens[1].kind, TokenKind::comment);
  expect_place(tokens[2], 3, 7);
  EXPECT_TRUE(tokens[2].leads_line);
}

TEST(Lexer, OpenCommentReachesToTheEnd) {
  for (const std::string_view text : {"a /*", "a /*/", "a /* b\nc *"}) {
    const auto tokens = tokens_of(text);
    ASSERT_EQ(tokens.size(), 3U) << text;
    EXPECT_EQ(tokens[1].kind, TokenKind::unterminated_comment) << text;
  }
}

TEST(Lexer, SeparatorsAreOneTokenEach) {
  const auto tokens = tokens_of("---functions---\na");
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_EQ(tokens[0].kind, TokenKind::separator);
  EXPECT_EQ(tokens[0].text, "---functions---");
}

TEST(Lexer, ForeignBytesFormOneTokenPerRun) {
  using std::string_view_literals::operator""sv;
  const auto tokens = tokens_of("a\0\0\xFF$ - / b"sv);
  ASSERT_EQ(tokens.size(), 6U);
  EXPECT_EQ(tokens[1].kind, TokenKind::unexpected);
  EXPECT_EQ(tokens[1].text, "\0\0\xFF$"sv);
  EXPECT_EQ(tokens[2].text, "-");
  EXPECT_EQ(tokens[3].text, "/");
  EXPECT_EQ(tokens[3].kind, TokenKind::unexpected);
}

TEST(Lexer, RestStandsBehindTheLastToken) {
  Lexer lexer("ab#c");
  lexer.next();
  EXPECT_EQ(lexer.rest(), "#c");
  lexer.next();
  lexer.next();
  EXPECT_EQ(lexer.rest(), "");
}

TEST(Lexer, EndComesAgainAndAgain) {
  Lexer lexer("");
  EXPECT_EQ(lexer.next().kind, TokenKind::end);
  EXPECT_EQ(lexer.next().kind, TokenKind::end);
}

}  // namespace
}  // namespace strata::tl_parser
