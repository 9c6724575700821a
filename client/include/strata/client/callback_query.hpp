// CallbackQuery: somebody pressed a button of an inline keyboard.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/client/peer.hpp"
#include "strata/tl/fwd.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace strata {

/// Answer it with `answer_callback_query` within about a minute, or the button keeps spinning.
/// Views live as long as any copy of the query.
class CallbackQuery {
 public:
  /// `raw` lives in what `owner` owns.
  CallbackQuery(std::shared_ptr<const void> owner, const tl::types::UpdateBotCallbackQuery& raw);
  CallbackQuery(std::shared_ptr<const void> owner,
                const tl::types::UpdateInlineBotCallbackQuery& raw);

  [[nodiscard]] std::int64_t query_id() const noexcept { return query_id_; }
  /// The user who pressed it.
  [[nodiscard]] std::int64_t sender_id() const noexcept { return sender_id_; }
  /// The chat of the message; nothing when that was sent through inline mode.
  [[nodiscard]] const std::optional<PeerId>& peer() const noexcept { return peer_; }
  /// The message with the keyboard; 0 when it was sent through inline mode.
  [[nodiscard]] std::int32_t message_id() const noexcept { return message_id_; }
  /// The message, when it was sent through inline mode; an empty box otherwise.
  [[nodiscard]] const tl::enums::InputBotInlineMessageID& inline_message_id() const noexcept {
    return inline_message_id_;
  }
  /// The same for all messages of one chat.
  [[nodiscard]] std::int64_t chat_instance() const noexcept { return chat_instance_; }

  /// What the bot put into the button; empty for a game button.
  [[nodiscard]] BytesView data() const noexcept { return data_; }
  /// The same as text; it need not be valid UTF-8.
  [[nodiscard]] std::string_view data_text() const noexcept;
  [[nodiscard]] std::string_view game_short_name() const noexcept { return game_; }

 private:
  std::shared_ptr<const void> owner_;
  std::int64_t query_id_;
  std::int64_t sender_id_;
  std::optional<PeerId> peer_;
  std::int32_t message_id_ = 0;
  tl::enums::InputBotInlineMessageID inline_message_id_;
  std::int64_t chat_instance_;
  BytesView data_;
  std::string_view game_;
};

}  // namespace strata
