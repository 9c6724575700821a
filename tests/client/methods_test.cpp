// Methods are named and classified by the tables of the schema.
#include "rpc/methods.hpp"

#include "strata/tl/functions/auth/check_password.hpp"
#include "strata/tl/functions/auth/send_code.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/messages/delete_messages.hpp"
#include "strata/tl/functions/messages/forward_messages.hpp"
#include "strata/tl/functions/messages/get_bot_callback_answer.hpp"
#include "strata/tl/functions/messages/search.hpp"
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/functions/messages/send_multi_media.hpp"
#include "strata/tl/functions/upload/save_file_part.hpp"

#include <gtest/gtest.h>

namespace strata::detail {
namespace {

using Class = mtproto::Idempotency;
namespace functions = tl::functions;

Class by_itself(std::uint32_t id) { return idempotency_of(id, Idempotency::automatic); }

TEST(Methods, KnownMethod_HasItsTelegramName) {
  EXPECT_EQ(method_name(functions::messages::SendMessage::ID), "messages.sendMessage");
  EXPECT_EQ(method_name(0x00c0ffee), "#00c0ffee");
}

TEST(Methods, Id_IsTheFirstFourBytes) {
  EXPECT_EQ(method_id(Bytes{1, 0, 0, 0, 9}), 1U);
  EXPECT_EQ(method_id(Bytes{1, 0, 0}), 0U);
  EXPECT_EQ(method_id({}), 0U);
}

TEST(Methods, ResultOfTypeUpdates_IsToldFromOthers_B73) {
  EXPECT_TRUE(returns_updates(functions::messages::SendMessage::ID));
  EXPECT_TRUE(returns_updates(functions::messages::ForwardMessages::ID));
  EXPECT_FALSE(returns_updates(functions::messages::Search::ID));
  EXPECT_FALSE(returns_updates(functions::messages::DeleteMessages::ID));
  EXPECT_FALSE(returns_updates(functions::upload::SaveFilePart::ID));
  EXPECT_FALSE(returns_updates(0x00c0ffee));
}

TEST(Methods, Reads_AreRepeatable) {
  EXPECT_EQ(by_itself(functions::help::GetConfig::ID), Class::read);
  EXPECT_EQ(by_itself(functions::messages::Search::ID), Class::read);
  EXPECT_EQ(by_itself(functions::upload::SaveFilePart::ID), Class::read);
}

TEST(Methods, RandomId_ProtectsAgainstRepetition) {
  EXPECT_EQ(by_itself(functions::messages::SendMessage::ID), Class::write_with_random_id);
  EXPECT_EQ(by_itself(functions::messages::ForwardMessages::ID), Class::write_with_random_id);
  EXPECT_EQ(by_itself(functions::messages::SendMultiMedia::ID), Class::write_with_random_id);
}

TEST(Methods, EverythingElse_IsAWrite) {
  EXPECT_EQ(by_itself(functions::messages::DeleteMessages::ID), Class::write);
  EXPECT_EQ(by_itself(functions::auth::SendCode::ID), Class::write);
  EXPECT_EQ(by_itself(functions::auth::CheckPassword::ID), Class::write);
  EXPECT_EQ(by_itself(functions::messages::GetBotCallbackAnswer::ID), Class::write);
  EXPECT_EQ(by_itself(0x00c0ffee), Class::write);
}

TEST(Methods, Caller_HasTheLastWord) {
  EXPECT_EQ(idempotency_of(functions::help::GetConfig::ID, Idempotency::not_repeatable),
            Class::write);
  EXPECT_EQ(idempotency_of(functions::auth::SendCode::ID, Idempotency::repeatable), Class::read);
}

}  // namespace
}  // namespace strata::detail
