// The token stream of the parser and its collector of diagnostics.
#include "parse_context.hpp"

#include <charconv>

namespace strata::tl_parser {
namespace {

constexpr std::size_t QUOTED_BYTES = 40;

std::string hex_byte(char c) {
  constexpr std::string_view DIGITS = "0123456789abcdef";
  const auto value = static_cast<unsigned char>(c);
  return {'0', 'x', DIGITS[value >> 4U], DIGITS[value & 0xFU]};
}

void skip_blanks(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

// The digits of `// LAYER 227`, empty for any other comment.
std::string_view layer_digits(std::string_view comment) {
  constexpr std::string_view WORD = "LAYER";
  comment.remove_prefix(2);
  skip_blanks(comment);
  if (!comment.starts_with(WORD)) return {};
  comment.remove_prefix(WORD.size());
  skip_blanks(comment);
  std::size_t length = 0;
  while (length < comment.size() && comment[length] >= '0' && comment[length] <= '9') ++length;
  return comment.substr(0, length);
}

}  // namespace

std::string in_quotes(std::string_view text) {
  std::string result = "'";
  for (const char c : text.substr(0, QUOTED_BYTES)) result += (c >= ' ' && c <= '~') ? c : '?';
  if (text.size() > QUOTED_BYTES) result += "...";
  return result + '\'';
}

std::string described(const Token& token) {
  return token.kind == TokenKind::end ? "the end of the text" : in_quotes(token.text);
}

ParseContext::ParseContext(std::string_view text, const Limits& limits)
    : lexer_(text), limits_(limits), references_left_(limits.type_references) {
  read_token();
}

Token ParseContext::take() {
  const Token taken = token_;
  previous_end_ = taken.end;
  read_token();
  return taken;
}

bool ParseContext::word_follows() const noexcept {
  const std::string_view rest = lexer_.rest();
  return !rest.empty() && is_word_byte(rest.front());
}

bool ParseContext::begins_statement() const noexcept {
  if (!token_.is_word() || !token_.leads_line) return false;
  std::string_view rest = lexer_.rest();
  while (!rest.empty() && (is_word_byte(rest.front()) || rest.front() == '.')) {
    rest.remove_prefix(1);
  }
  return rest.starts_with('#');
}

bool ParseContext::take_if(char symbol) {
  if (!token_.is(symbol)) return false;
  take();
  return true;
}

bool ParseContext::spend_reference() {
  if (references_left_ > 0) {
    --references_left_;
    return true;
  }
  report(token_.begin, Errc::schema_too_large,
         "the schema has more than " + std::to_string(limits_.type_references) +
             " fields and types; split it, or raise Limits::type_references");
  stopped_ = true;
  return false;
}

void ParseContext::report(Position where, Errc kind, std::string message) {
  if (stopped_) return;
  if (diagnostics_.size() + 1 >= limits_.diagnostics) {
    kind = Errc::too_many_diagnostics;
    message = "too many faults, the rest is not looked at; is this a TL schema?";
    stopped_ = true;
  }
  diagnostics_.push_back({where.line, where.column, kind, std::move(message)});
}

void ParseContext::report_here(Errc kind, std::string message) {
  if (token_.kind == TokenKind::unexpected) {
    kind = Errc::unexpected_character;
    message = "byte " + hex_byte(token_.text.front()) +
              " has no meaning in a schema; remove it or put it into a comment";
  }
  report(token_.begin, kind, std::move(message));
}

void ParseContext::read_token() {
  token_ = lexer_.next();
  while (token_.kind == TokenKind::comment) {
    read_layer(token_);
    token_ = lexer_.next();
    token_.glued = false;
  }
  if (token_.kind != TokenKind::unterminated_comment) return;
  report(token_.begin, Errc::unterminated_comment, "this comment does not end; close it with */");
  token_ = lexer_.next();
  token_.glued = false;
}

void ParseContext::read_layer(const Token& comment) {
  if (!comment.text.starts_with("//")) return;
  const std::string_view digits = layer_digits(comment.text);
  if (digits.empty()) return;
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc()) {
    report(comment.begin, Errc::invalid_layer,
           "the layer " + in_quotes(digits) + " is out of range");
  } else if (layer_ && *layer_ != number) {
    report(comment.begin, Errc::invalid_layer,
           "the layer is " + std::to_string(*layer_) + " already; keep one LAYER comment");
  } else {
    layer_ = number;
  }
}

}  // namespace strata::tl_parser
