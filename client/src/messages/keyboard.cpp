// Keyboards as TL values.
#include "strata/client/keyboard.hpp"

#include "strata/tl/arena.hpp"
#include "strata/tl/types/keyboard_button.hpp"
#include "strata/tl/types/keyboard_button_row.hpp"
#include "strata/tl/types/reply_markup.hpp"

namespace strata {

tl::enums::KeyboardButton Button::to_tl(tl::Arena& arena) const {
  const std::string_view text = arena.copy(text_);
  if (kind_ == Kind::callback) {
    const tl::types::KeyboardButtonCallback button{.text = text,
                                                   .data = arena.copy(as_bytes(value_))};
    return arena.make(button);
  }
  const tl::types::KeyboardButtonUrl button{.text = text, .url = arena.copy(value_)};
  return arena.make(button);
}

tl::enums::ReplyMarkup InlineKeyboard::to_tl(tl::Arena& arena) const {
  std::vector<tl::enums::KeyboardButtonRow> rows;
  rows.reserve(rows_.size());
  for (const std::vector<Button>& row : rows_) {
    std::vector<tl::enums::KeyboardButton> buttons;
    buttons.reserve(row.size());
    for (const Button& button : row) buttons.push_back(button.to_tl(arena));
    const tl::types::KeyboardButtonRow made{.buttons =
                                                arena.vector<tl::enums::KeyboardButton>(buttons)};
    rows.emplace_back(arena.make(made));
  }
  const tl::types::ReplyInlineMarkup markup{.rows =
                                                arena.vector<tl::enums::KeyboardButtonRow>(rows)};
  return arena.make(markup);
}

}  // namespace strata
