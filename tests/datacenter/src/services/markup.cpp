// Keyboards of bots: checked, and turned into what people see.
#include "services/compose.hpp"
#include "services/input.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

// Buttons that stand below a message; the others replace the person's keyboard.
bool is_inline_button(const Object& button) {
  constexpr std::string_view names[] = {
      "keyboardButtonCallback",    "keyboardButtonUrl",     "keyboardButtonSwitchInline",
      "keyboardButtonGame",        "keyboardButtonBuy",     "keyboardButtonUrlAuth",
      "keyboardButtonUserProfile", "keyboardButtonWebView", "keyboardButtonCopy"};
  return std::ranges::find(names, button.name()) != std::end(names);
}

Object without(Object button, std::initializer_list<const char*> fields) {
  for (const char* field : fields) button.erase(field);
  return button;
}

Object renamed(const Object& button, std::string name) {
  Object result(std::move(name));
  for (const Field& field : button.fields()) result.set(field.name, field.value);
  return result;
}

// Spec: core.telegram.org/type/KeyboardButton: what a bot sends with input… comes out without.
Outcome<Object> shown_button(const Call& call, const Object& button) {
  if (button.is("inputKeyboardButtonUserProfile")) {
    const auto user = input_user(call, button.get_object("user_id"));
    if (!user) return refuse("BUTTON_USER_INVALID");
    return renamed(button, "keyboardButtonUserProfile").set("user_id", *user);
  }
  if (button.is("inputKeyboardButtonUrlAuth")) {
    return without(renamed(button, "keyboardButtonUrlAuth"), {"bot", "request_write_access"})
        .set("button_id", 1);
  }
  if (button.is("inputKeyboardButtonRequestPeer")) {
    return without(renamed(button, "keyboardButtonRequestPeer"),
                   {"name_requested", "username_requested", "photo_requested"});
  }
  return button;
}

Outcome<void> check_button(const Call& call, const Object& button, bool in_inline) {
  if (is_inline_button(button) != in_inline &&
      !(button.is("keyboardButtonUrl") || button.is("keyboardButtonWebView"))) {
    return refuse("BUTTON_TYPE_INVALID");
  }
  if (button.get_string("text").empty()) return refuse("BUTTON_TEXT_INVALID");
  const std::size_t data = button.get_bytes("data").size();
  if (button.is("keyboardButtonCallback") &&
      (data == 0 || data > call.world.limits().callback_data)) {
    return refuse("BUTTON_DATA_INVALID");
  }
  if (button.is("keyboardButtonUrl") && button.get_string("url").empty()) {
    return refuse("BUTTON_URL_INVALID");
  }
  return {};
}

Outcome<Value> shown_rows(const Call& call, const Vector& rows, bool in_inline) {
  Vector shown;
  std::size_t count = 0;
  for (const Value& row : rows) {
    Vector buttons;
    for (const Value& value : row.as_object().get_vector("buttons")) {
      if (++count > call.world.limits().keyboard_buttons) return refuse("REPLY_MARKUP_TOO_LONG");
      auto button = shown_button(call, value.as_object());
      if (!button) return refuse(button.error());
      if (const auto legal = check_button(call, *button, in_inline); !legal) {
        return refuse(legal.error());
      }
      buttons.push_back(*std::move(button));
    }
    if (buttons.empty()) continue;
    shown.push_back(Object("keyboardButtonRow", {{"buttons", std::move(buttons)}}));
  }
  return Value(std::move(shown));
}

}  // namespace

Outcome<Value> read_markup(const Call& call, const Object& markup) {
  if (markup.empty() || !call.is_bot()) return Value();
  if (is_too_heavy(call, markup)) return refuse("REPLY_MARKUP_TOO_LONG");
  if (!markup.is("replyInlineMarkup") && !markup.is("replyKeyboardMarkup")) return Value(markup);
  const bool in_inline = markup.is("replyInlineMarkup");
  auto rows = shown_rows(call, markup.get_vector("rows"), in_inline);
  if (!rows) return refuse(rows.error());
  if (rows->as_vector().empty()) {
    // Editing a message with an empty keyboard takes the keyboard away.
    if (in_inline) return Value();
    return refuse("REPLY_MARKUP_INVALID");
  }
  Object shown = markup;
  shown.set("rows", *std::move(rows));
  return Value(std::move(shown));
}

bool has_callback_button(const Value& markup, BytesView data) {
  for (const Value& row : markup.as_object().get_vector("rows")) {
    for (const Value& value : row.as_object().get_vector("buttons")) {
      const Object& button = value.as_object();
      if (button.is("keyboardButtonCallback") &&
          std::ranges::equal(button.get_bytes("data"), data)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace strata::datacenter
