// What the two kinds of pressed buttons tell.
#include "strata/client/callback_query.hpp"

#include "strata/tl/types/update.hpp"

namespace strata {

CallbackQuery::CallbackQuery(std::shared_ptr<const void> owner,
                             const tl::types::UpdateBotCallbackQuery& raw)
    : owner_(std::move(owner)),
      query_id_(raw.query_id),
      sender_id_(raw.user_id),
      peer_(PeerId::from(raw.peer)),
      message_id_(raw.msg_id),
      chat_instance_(raw.chat_instance),
      data_(*raw.data),
      game_(*raw.game_short_name) {}

CallbackQuery::CallbackQuery(std::shared_ptr<const void> owner,
                             const tl::types::UpdateInlineBotCallbackQuery& raw)
    : owner_(std::move(owner)),
      query_id_(raw.query_id),
      sender_id_(raw.user_id),
      inline_message_id_(raw.msg_id),
      chat_instance_(raw.chat_instance),
      data_(*raw.data),
      game_(*raw.game_short_name) {}

std::string_view CallbackQuery::data_text() const noexcept { return as_text(data_); }

}  // namespace strata
