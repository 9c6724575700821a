// When two values are the same.
#include "strata/tl/equal.hpp"

#include "strata/tl/types/bot_command.hpp"
#include "strata/tl/types/dc_option.hpp"
#include "strata/tl/types/input_geo_point.hpp"
#include "strata/tl/types/input_peer.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace strata::tl {
namespace {

TEST(Equal, Content_CountsAndAddressesDoNot) {
  const std::string text = "start";
  const types::BotCommand a{.command = "start", .description = "x"};
  const types::BotCommand b{.command = text, .description = "x"};
  const types::BotCommand c{.command = text, .description = "y"};
  EXPECT_TRUE(equal(a, b));
  EXPECT_FALSE(equal(a, c));
  EXPECT_TRUE(equal(enums::BotCommand(a), enums::BotCommand(b)));
  EXPECT_FALSE(equal(enums::BotCommand(a), enums::BotCommand(c)));
}

TEST(Equal, AbsentIsNotEmpty) {
  const types::DcOption absent{.id = 1};
  const types::DcOption empty{.id = 1, .secret = std::span<const std::uint8_t>()};
  EXPECT_FALSE(equal(absent, empty));
}

TEST(Equal, Boxes_CompareConstructors) {
  const types::InputPeerUser user{.user_id = 1};
  const types::InputPeerUserFromMessage from{.user_id = 1};
  EXPECT_FALSE(equal(enums::InputPeer(user), enums::InputPeer(from)));
  EXPECT_FALSE(equal(enums::InputPeer(user), enums::InputPeer()));
  EXPECT_TRUE(equal(enums::InputPeer(), enums::InputPeer()));
}

TEST(Equal, Doubles_CompareByTheirBits) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(equal(types::InputGeoPoint{.lat = nan}, types::InputGeoPoint{.lat = nan}));
  EXPECT_FALSE(equal(types::InputGeoPoint{.lat = 0.0}, types::InputGeoPoint{.lat = -0.0}));
}

}  // namespace
}  // namespace strata::tl
