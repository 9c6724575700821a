// Keyboards under messages: buttons in rows.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/tl/fwd.hpp"

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strata {

namespace tl {
class Arena;
}

/// One button of an inline keyboard.
class Button {
 public:
  /// Pressing it sends `data` (1 to 64 bytes) to the bot as a CallbackQuery.
  static Button callback(std::string text, std::string data) {
    return {Kind::callback, std::move(text), std::move(data)};
  }
  /// Pressing it opens an address.
  static Button url(std::string text, std::string url) {
    return {Kind::url, std::move(text), std::move(url)};
  }

  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  /// The TL value; lives as long as the arena.
  [[nodiscard]] tl::enums::KeyboardButton to_tl(tl::Arena& arena) const;

 private:
  enum class Kind { callback, url };
  Button(Kind kind, std::string text, std::string value)
      : kind_(kind), text_(std::move(text)), value_(std::move(value)) {}

  Kind kind_;
  std::string text_;
  std::string value_;
};

/// Buttons attached to a message of a bot.
///
/// ```
/// const auto keyboard = InlineKeyboard().row(Button::callback("Yes", "y"), Button::callback("No",
/// "n"));
/// ```
class InlineKeyboard {
 public:
  InlineKeyboard() noexcept {}

  /// Adds a row of one to eight buttons.
  template <std::same_as<Button>... Buttons>
    requires(sizeof...(Buttons) > 0)
  InlineKeyboard& row(Buttons... buttons) {
    std::vector<Button>& added = rows_.emplace_back();
    (added.push_back(std::move(buttons)), ...);
    return *this;
  }
  InlineKeyboard& row(std::vector<Button> buttons) {
    rows_.push_back(std::move(buttons));
    return *this;
  }

  [[nodiscard]] const std::vector<std::vector<Button>>& rows() const noexcept { return rows_; }
  /// The TL value; lives as long as the arena.
  [[nodiscard]] tl::enums::ReplyMarkup to_tl(tl::Arena& arena) const;

 private:
  std::vector<std::vector<Button>> rows_;
};

}  // namespace strata
