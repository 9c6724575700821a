// The owner of a decoded value: one allocation, views that survive moves.
#include "strata/tl/object.hpp"

#include "strata/tl/clone.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/types/bot_command.hpp"

#include <gtest/gtest.h>

namespace strata::tl {
namespace {

Object<enums::BotCommand> decoded_command() {
  const types::BotCommand command{.command = "start", .description = "a description"};
  const Bytes bytes = to_bytes(command).value();
  Result<Object<enums::BotCommand>> decoded = decode<enums::BotCommand>(bytes);
  return std::move(*decoded);
}

// Nobody can look into an Object that is about to go away.
template <class T>
concept CanBeLookedInto = requires(T&& object) { *std::forward<T>(object); };
static_assert(CanBeLookedInto<const Object<bool>&>);
static_assert(!CanBeLookedInto<Object<bool>>);

TEST(Object, Views_SurviveTheInputAndEveryMove) {
  Object<enums::BotCommand> object = decoded_command();
  const types::BotCommand* command = &object->as<types::BotCommand>();
  const std::string_view text = command->description;
  Object<enums::BotCommand> moved = std::move(object);
  EXPECT_EQ(&moved->as<types::BotCommand>(), command);
  EXPECT_EQ(text, "a description");
  moved = decoded_command();
  EXPECT_EQ(moved->as<types::BotCommand>().command, "start");
}

TEST(Object, Clone_KeepsAPartAlone) {
  std::optional<Object<types::BotCommand>> part;
  {
    const Object<enums::BotCommand> whole = decoded_command();
    part.emplace(clone(whole->as<types::BotCommand>()));
  }
  EXPECT_EQ((*part)->description, "a description");
  EXPECT_LT(part->capacity(), 100U);
}

}  // namespace
}  // namespace strata::tl
