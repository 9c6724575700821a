// Functions inside functions: by reference, by bytes, of another schema.
#include "strata/tl/any_function.hpp"

#include "zoo/functions/call/any.hpp"
#include "zoo/functions/call/count.hpp"
#include "zoo/functions/call/feed.hpp"
#include "zoo/types/animal.hpp"

#include "strata/tl/clone.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/equal.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/invoke_with_layer.hpp"
#include "strata/tl/functions/users/get_users.hpp"
#include "strata/tl/mtproto/functions/ping.hpp"
#include "strata/tl/types/input_user.hpp"

#include <gtest/gtest.h>

namespace strata::tl {
namespace {

static_assert(RemoteCall<functions::help::GetConfig>);
static_assert(!RemoteCall<types::InputUserSelf>);
static_assert(!std::is_convertible_v<functions::help::GetConfig, AnyFunction>);
static_assert(std::is_convertible_v<const functions::help::GetConfig&, AnyFunction>);

TEST(AnyFunction, Call_IsWrittenInsideAnother) {
  const std::array<enums::InputUser, 1> users{blank<types::InputUserSelf>};
  const functions::users::GetUsers query{.id = users};
  const functions::InvokeWithLayer call{.layer = 5, .query = query};
  const Bytes inner = to_bytes(query).value();
  const Bytes outer = to_bytes(call).value();
  ASSERT_EQ(outer.size(), 8 + inner.size());
  EXPECT_EQ(Bytes(outer.begin() + 8, outer.end()), inner);
  EXPECT_EQ(call.query.id(), functions::users::GetUsers::ID);
  EXPECT_EQ(call.query.get_if<functions::users::GetUsers>(), &query);
  EXPECT_EQ(call.query.get_if<functions::help::GetConfig>(), nullptr);
}

TEST(AnyFunction, EncodedCall_IsTakenAsItIs) {
  const Bytes inner = to_bytes(functions::help::GetConfig{}).value();
  const functions::InvokeWithLayer call{.layer = 5, .query = AnyFunction(inner)};
  const Bytes outer = to_bytes(call).value();
  EXPECT_EQ(Bytes(outer.begin() + 8, outer.end()), inner);
  EXPECT_EQ(call.query.id(), functions::help::GetConfig::ID);
}

TEST(AnyFunction, CallOfAnotherSchema_IsWrittenByItsOwnTables) {
  const mtproto::functions::Ping query{.ping_id = 3};
  const Bytes outer = to_bytes(functions::InvokeWithLayer{.layer = 5, .query = query}).value();
  EXPECT_EQ(Bytes(outer.begin() + 8, outer.end()), to_bytes(query).value());
}

TEST(AnyFunction, Missing_IsAnErrorWithItsPath) {
  const Result<Bytes> bytes = to_bytes(functions::InvokeWithLayer{.layer = 5});
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().message(), "a required field is empty (invokeWithLayer.query)");
}

TEST(AnyFunction, OfADecodedCall_IsLookedInto) {
  const zoo::functions::call::Feed query{.animal = zoo::types::Ghost{}};
  const zoo::functions::call::Any call{.query = query};
  const Bytes bytes = to_bytes(call).value();
  const auto decoded = decode<zoo::functions::call::Any>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  const auto* inner = (*decoded)->query.get_if<zoo::functions::call::Feed>();
  ASSERT_NE(inner, nullptr);
  EXPECT_TRUE(inner->animal.is<zoo::types::Ghost>());
  EXPECT_TRUE(equal(call, **decoded));
  const auto copy = clone(**decoded);
  EXPECT_TRUE(equal(call, *copy));
}

TEST(AnyFunction, WithoutFields_IsDecodedToo) {
  const zoo::functions::call::Count query;
  const Bytes bytes = to_bytes(zoo::functions::call::Any{.query = query}).value();
  const auto decoded = decode<zoo::functions::call::Any>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  EXPECT_NE((*decoded)->query.get_if<zoo::functions::call::Count>(), nullptr);
}

TEST(AnyFunction, UnknownId_IsRefusedWithItsPath) {
  const Bytes inner = *from_hex("78563412");
  const Bytes bytes = to_bytes(zoo::functions::call::Any{.query = AnyFunction(inner)}).value();
  const auto decoded = decode<zoo::functions::call::Any>(bytes);
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().message(), "unknown constructor 0x12345678 at byte 4 (call.any.query)");
}

}  // namespace
}  // namespace strata::tl
