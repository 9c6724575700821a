// What the parsing functions share: the tokens, the limits and the place for diagnostics.
#pragma once

#include "lexer.hpp"

#include "strata/tl_parser/diagnostic.hpp"
#include "strata/tl_parser/limits.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strata::tl_parser {

/// A token stream with one token of lookahead that swallows comments (and takes the layer number
/// out of them), and the collector of diagnostics.
class ParseContext {
 public:
  ParseContext(std::string_view text, const Limits& limits);

  /// The token that is looked at; never a comment.
  [[nodiscard]] const Token& token() const noexcept { return token_; }

  /// The end of the token before.
  [[nodiscard]] Position previous_end() const noexcept { return previous_end_; }

  /// Whether a word follows token() without a space.
  [[nodiscard]] bool word_follows() const noexcept;

  /// Whether token() begins a line with `name#`, as a field never does: a new statement.
  [[nodiscard]] bool begins_statement() const noexcept;

  /// Returns the token that is looked at and goes on to the next.
  Token take();

  /// Takes the token if it is this symbol.
  bool take_if(char symbol);

  /// Takes one type reference out of the budget of the whole schema; false, with a diagnostic, when
  /// nothing is left.
  bool spend_reference();

  void report(Position where, Errc kind, std::string message);

  /// Reports at the token that is looked at, unless a more basic fault is there: a byte that TL
  /// does not use.
  void report_here(Errc kind, std::string message);

  /// A limit was passed that ends the whole parse.
  [[nodiscard]] bool stopped() const noexcept { return stopped_; }

  [[nodiscard]] const Limits& limits() const noexcept { return limits_; }
  [[nodiscard]] std::optional<int> layer() const noexcept { return layer_; }
  [[nodiscard]] std::vector<Diagnostic> take_diagnostics() { return std::move(diagnostics_); }

 private:
  void read_token();
  void read_layer(const Token& comment);

  Lexer lexer_;
  Limits limits_;
  Token token_;
  Position previous_end_;
  std::size_t references_left_;
  bool stopped_ = false;
  std::optional<int> layer_;
  std::vector<Diagnostic> diagnostics_;
};

/// The text in single quotes for a message: shortened, and with `?` for what is not printable.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// The token for a message: quoted, or "the end of the text".
[[nodiscard]] std::string described(const Token& token);

}  // namespace strata::tl_parser
