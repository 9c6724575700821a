// Cuts the text of a schema into tokens, without judging them.
#include "lexer.hpp"

#include <algorithm>

namespace strata::tl_parser {
namespace {

constexpr std::string_view BYTE_ORDER_MARK = "\xEF\xBB\xBF";
constexpr std::string_view SYMBOLS = "#:;=<>{}[](),?!%.*";
constexpr std::string_view SEPARATOR = "---";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_white_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}
bool is_symbol(char c) { return c != '\0' && SYMBOLS.find(c) != std::string_view::npos; }
bool is_separator_byte(char c) { return c == '-' || is_word_byte(c); }
bool is_unexpected(char c) {
  // A dash or slash may begin a separator or a comment, so it begins a token of its own.
  return !is_word_byte(c) && !is_white_space(c) && !is_symbol(c) && c != '-' && c != '/';
}

}  // namespace

bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }

bool is_word_byte(char c) noexcept {
  return (c >= 'a' && c <= 'z') || is_upper(c) || is_digit(c) || c == '_';
}

bool is_identifier(std::string_view word) noexcept {
  return !word.empty() && !is_digit(word.front());
}

Lexer::Lexer(std::string_view text) : text_(text) {
  if (text_.starts_with(BYTE_ORDER_MARK)) text_.remove_prefix(BYTE_ORDER_MARK.size());
}

Token Lexer::next() {
  Token token;
  token.glued = !skip_white_space() && offset_ > 0;
  token.leads_line = at_line_start_;
  token.begin = position();
  const std::size_t length = token_length(token.kind);
  token.text = text_.substr(offset_, length);
  offset_ += length;
  at_line_start_ = false;
  if (token.kind == TokenKind::comment) advance_over_lines(token.text);
  token.end = position();
  return token;
}

bool Lexer::skip_white_space() {
  const std::size_t begin = offset_;
  while (offset_ < text_.size() && is_white_space(text_[offset_])) {
    if (text_[offset_++] == '\n') {
      ++line_;
      line_begin_ = offset_;
      at_line_start_ = true;
    }
  }
  return offset_ > begin;
}

std::size_t Lexer::token_length(TokenKind& kind) const {
  const std::string_view rest = text_.substr(offset_);
  kind = TokenKind::end;
  if (rest.empty()) return 0;
  kind = TokenKind::word;
  if (is_word_byte(rest.front())) return run_length(is_word_byte);
  kind = TokenKind::symbol;
  if (is_symbol(rest.front())) return 1;
  kind = TokenKind::separator;
  if (rest.starts_with(SEPARATOR)) return run_length(is_separator_byte);
  if (rest.starts_with("//") || rest.starts_with("/*")) return comment_length(kind);
  kind = TokenKind::unexpected;
  return std::max<std::size_t>(1, run_length(is_unexpected));
}

std::size_t Lexer::comment_length(TokenKind& kind) const {
  kind = TokenKind::comment;
  if (text_[offset_ + 1] == '/') {
    return std::min(text_.find('\n', offset_), text_.size()) - offset_;
  }
  const std::size_t end = text_.find("*/", offset_ + 2);
  if (end != std::string_view::npos) return end + 2 - offset_;
  kind = TokenKind::unterminated_comment;
  return text_.size() - offset_;
}

std::size_t Lexer::run_length(bool (*belongs)(char)) const {
  std::size_t end = offset_;
  while (end < text_.size() && belongs(text_[end])) ++end;
  return end - offset_;
}

void Lexer::advance_over_lines(std::string_view consumed) {
  const std::size_t last = consumed.rfind('\n');
  if (last == std::string_view::npos) return;
  line_ += static_cast<std::size_t>(std::count(consumed.begin(), consumed.end(), '\n'));
  line_begin_ = offset_ - consumed.size() + last + 1;
  at_line_start_ = true;
}

Position Lexer::position() const noexcept { return {line_, offset_ - line_begin_ + 1}; }

}  // namespace strata::tl_parser
