// Cuts the text of a schema into tokens, without judging them.
#pragma once

#include <cstddef>
#include <string_view>

namespace strata::tl_parser {

/// A place in the text: line and column as in Diagnostic.
struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
};

enum class TokenKind {
  word,                  ///< Letters, digits and `_`: a part of a name, a number, an id.
  symbol,                ///< One of `# : ; = < > { } [ ] ( ) , ? ! % . *`.
  separator,             ///< `---…---`.
  comment,               ///< `//…` or `/*…*/`.
  unterminated_comment,  ///< `/*…` up to the end of the text.
  unexpected,            ///< A run of bytes that TL does not use.
  end,                   ///< The end of the text.
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;
  Position begin;
  /// Behind the last byte of the token.
  Position end;
  /// Nothing stands between this token and the one before.
  bool glued = false;
  /// The first on its line.
  bool leads_line = false;

  [[nodiscard]] bool is(char symbol) const noexcept {
    return kind == TokenKind::symbol && text.front() == symbol;
  }
  [[nodiscard]] bool is_word() const noexcept { return kind == TokenKind::word; }
};

/// One pass over the text; each byte is looked at a bounded number of times.
class Lexer {
 public:
  /// The text must outlive the tokens.
  explicit Lexer(std::string_view text);

  /// The next token; `end` again and again at the end of the text.
  Token next();

  /// The text behind the token that was returned last.
  [[nodiscard]] std::string_view rest() const noexcept { return text_.substr(offset_); }

 private:
  bool skip_white_space();
  std::size_t token_length(TokenKind& kind) const;
  std::size_t comment_length(TokenKind& kind) const;
  std::size_t run_length(bool (*belongs)(char)) const;
  void advance_over_lines(std::string_view consumed);
  [[nodiscard]] Position position() const noexcept;

  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t line_ = 1;
  std::size_t line_begin_ = 0;
  bool at_line_start_ = true;
};

/// Whether the word can name something: it does not begin with a digit.
[[nodiscard]] bool is_identifier(std::string_view word) noexcept;

/// Letters, digits and `_`.
[[nodiscard]] bool is_word_byte(char c) noexcept;

[[nodiscard]] bool is_upper(char c) noexcept;

}  // namespace strata::tl_parser
