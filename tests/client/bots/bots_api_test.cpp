// Buttons on both sides, over a scripted server.
#include "strata/client/bots_api.hpp"

#include "client/operation_fixture.hpp"

#include "strata/client/account.hpp"
#include "strata/tl/functions/messages/get_bot_callback_answer.hpp"
#include "strata/tl/functions/messages/set_bot_callback_answer.hpp"
#include "strata/tl/types/keyboard_button.hpp"
#include "strata/tl/types/keyboard_button_row.hpp"
#include "strata/tl/types/messages/bot_callback_answer.hpp"
#include "strata/tl/types/reply_markup.hpp"

#include <array>

namespace strata {
namespace {

namespace f = tl::functions;
namespace t = tl::types;
using testing_support::friend_id;

class BotsApiTest : public testing_support::OperationFixture {
 protected:
  BotsApi bots() { return BotsApi(invoker()); }

  Message message_with_button() {
    const t::KeyboardButtonCallback button{.text = "Yes", .data = as_bytes("y")};
    const std::array<tl::enums::KeyboardButton, 1> buttons{arena().make(button)};
    const t::KeyboardButtonRow row{.buttons = arena().vector<tl::enums::KeyboardButton>(buttons)};
    const std::array<tl::enums::KeyboardButtonRow, 1> rows{arena().make(row)};
    const t::ReplyInlineMarkup markup{.rows = arena().vector<tl::enums::KeyboardButtonRow>(rows)};
    const t::Message raw{.id = 6,
                         .peer_id = samples().user_peer(friend_id),
                         .reply_markup = tl::enums::ReplyMarkup(arena().make(markup))};
    return Message(nullptr, arena().make(raw));
  }
};

TEST_F(BotsApiTest, AnswerCallbackQuery_SendsTextAndAlert) {
  const t::UpdateBotCallbackQuery raw{
      .query_id = 12, .user_id = 3, .peer = samples().user_peer(3), .msg_id = 6};
  const CallbackQuery query(nullptr, arena().make(raw));
  telegram().answer<f::messages::SetBotCallbackAnswer>(true);
  await(bots().answer_callback_query(query, CallbackAnswer("done").alert()));
  const auto& sent_request = request<f::messages::SetBotCallbackAnswer>(0);
  EXPECT_EQ(sent_request.query_id, 12);
  EXPECT_EQ(sent_request.message, "done");
  EXPECT_TRUE(sent_request.alert);
  EXPECT_FALSE(sent_request.url.has_value());
}

TEST_F(BotsApiTest, PressButton_SendsTheButtonsDataAndGivesTheAnswer) {
  telegram().account().cache_peer(
      CachedPeer{.kind = PeerKind::user, .id = friend_id, .access_hash = 1, .username = ""});
  telegram().answer<f::messages::GetBotCallbackAnswer>(arena().make(
      t::messages::BotCallbackAnswer{.alert = true, .message = std::string_view("done")}));
  const CallbackAnswer answer = await(bots().press_button(message_with_button(), "Yes"));
  EXPECT_EQ(answer.text(), "done");
  EXPECT_TRUE(answer.is_alert());
  const auto& sent_request = request<f::messages::GetBotCallbackAnswer>(0);
  EXPECT_EQ(as_text(*sent_request.data), "y");
  EXPECT_EQ(sent_request.msg_id, 6);
}

TEST_F(BotsApiTest, PressButton_ThatIsNotThere_IsRefusedHere) {
  EXPECT_THROW(await(bots().press_button(message_with_button(), "Maybe")), Error);
  EXPECT_EQ(telegram().calls<f::messages::GetBotCallbackAnswer>(), 0U);
}

}  // namespace
}  // namespace strata
