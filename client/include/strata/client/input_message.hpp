// InputMessage: a message to be sent.
#pragma once

#include "strata/client/keyboard.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace strata {

/// Text and options of a message; every setter returns the object, so that they chain. A plain text
/// converts to it.
class InputMessage {
 public:
  InputMessage() noexcept {}
  InputMessage(std::string text) : text_(std::move(text)) {}  // NOLINT: implicit by intention
  InputMessage(const char* text) : text_(text) {}             // NOLINT: implicit by intention
  InputMessage(std::string_view text) : text_(text) {}        // NOLINT: implicit by intention

  /// UTF-8, at most 4096 characters (1024 as the caption of a file).
  InputMessage& set_text(std::string text) {
    text_ = std::move(text);
    return *this;
  }
  /// Shows it as the answer to a message of the same chat.
  InputMessage& reply_to(std::int32_t message_id) noexcept {
    reply_to_ = message_id;
    return *this;
  }
  /// Sends it without a sound on the other side.
  InputMessage& silent(bool on = true) noexcept {
    silent_ = on;
    return *this;
  }
  /// Shows a preview of the first link. Default: off.
  InputMessage& link_preview(bool on = true) noexcept {
    link_preview_ = on;
    return *this;
  }
  /// Forbids forwarding and saving; bots only.
  InputMessage& noforwards(bool on = true) noexcept {
    noforwards_ = on;
    return *this;
  }
  /// Attaches buttons; bots only.
  InputMessage& keyboard(InlineKeyboard keyboard) {
    keyboard_ = std::move(keyboard);
    return *this;
  }

  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] std::optional<std::int32_t> reply_to() const noexcept { return reply_to_; }
  [[nodiscard]] bool is_silent() const noexcept { return silent_; }
  [[nodiscard]] bool has_link_preview() const noexcept { return link_preview_; }
  [[nodiscard]] bool is_noforwards() const noexcept { return noforwards_; }
  [[nodiscard]] const std::optional<InlineKeyboard>& keyboard() const noexcept { return keyboard_; }

 private:
  std::string text_;
  std::optional<std::int32_t> reply_to_;
  std::optional<InlineKeyboard> keyboard_;
  bool silent_ = false;
  bool link_preview_ = false;
  bool noforwards_ = false;
};

}  // namespace strata
