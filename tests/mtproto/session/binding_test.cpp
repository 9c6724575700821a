// auth.bindTempAuthKey in the session of a temporary key: its bytes, and what waits for it.
#include "mtproto/session/session_script.hpp"
#include "mtproto/session/tl_builder.hpp"

#include "strata/mtproto/temporary_keys.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace strata::mtproto::session_test {
namespace {

using Words = std::vector<std::string>;

crypto::AuthKey permanent_key() {
  Bytes bytes(256);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(255 - i);
  return std::move(*crypto::AuthKey::from_bytes(bytes));
}

/// A RandomSource whose bytes are all the same but for the first eight, which are the nonce.
class VectorRandom final : public crypto::RandomSource {
 public:
  void fill(MutableBytes out) override {
    for (std::uint8_t& byte : out)
      byte = given_ < 8 ? static_cast<std::uint8_t>(7 - given_++) : 0xcd;
  }

 private:
  int given_ = 0;
};

// V-703: the published binding, inside the request that carries it.
TEST(Binding, RequestCarriesThePublishedMessage_A71) {
  VectorRandom random;
  const auto build = bind_temp_auth_key(
      permanent_key(), {.id = 0x0011223344556677, .expires_at = seconds(1735689600)}, random);
  const auto body = build(MsgId{0x0011223344556677}, 0x0010203040506070);
  ASSERT_TRUE(body.has_value());
  EXPECT_EQ(to_hex(*body),
            "052ad4cd"          // auth.bindTempAuthKey
            "96d1b10e8f724a13"  // perm_auth_key_id
            "0706050403020100"  // nonce
            "80857467"          // expires_at
            "68"                // 104 bytes
            "96d1b10e8f724a137bb888c6aa9280ce9664b5279ec8e944bacb4c9772e1fbb4"
            "39b1c5605cbedeb01d86458335146b2857b5af0a3cedd9af96ec96f4cea213d51c73abe0"
            "2e86de4d3e9e382788b92ed0d8d93563eb03ffd2c435ec4f393370d390921d44f5c82ebb"
            "000000");
}

WorldOptions unbound() {
  WorldOptions options;
  options.session.awaits_binding = true;
  options.session.init_prefix = test_init_prefix();
  return options;
}

// nothing but the binding goes before the binding, and the connection is initialised
// after it.
TEST(Binding, CallsWaitForIt_AndAreInitialisedAfterIt_A70_A73) {
  SessionScript script(unbound());
  script.call("a")
      .expect_sent({})
      .call("bind", bind_options())
      .expect_sent({"bind"})
      .receive(answer_true("bind"), false)
      .expect_event("result bind b5757299")
      .expect_sent({})
      .run([](World& world) {
        world.session().on_key_bound();
        world.flush();
      })
      .expect_sent({"init a"})
      .receive(answer_true("a"), false)
      .expect_event("result a b5757299");
  script.check();
  script.check_every_fault();
}

TEST(Binding, GoesInAPacketOfItsOwn_A73) {
  WorldOptions options;
  options.session.init_prefix = test_init_prefix();
  World world(options);
  world.disconnect();
  world.call("a");
  world.call("bind", bind_options());
  world.call("b");
  world.connect();
  EXPECT_EQ(world.take_sent(), (Words{"init a", "bind", "init b"}));
  EXPECT_EQ(world.container_of("bind"), 0);
}

// The signature names the message and the session under which it goes.
TEST(Binding, SentAgain_IsSignedAnewForTheNewIdAndSession_A71) {
  World world;
  test::ScriptedRandom random;
  std::vector<std::int64_t> sessions;
  const auto build =
      bind_temp_auth_key(permanent_key(), {.id = 5, .expires_at = seconds(1'700'000'000)}, random);
  const auto call = world.session().enqueue(
      [&](MsgId msg_id, std::int64_t session_id) {
        sessions.push_back(session_id);
        return build(msg_id, session_id);
      },
      bind_options());
  ASSERT_TRUE(call.has_value());
  world.flush();
  ASSERT_EQ(world.messages().size(), 1U);
  const ClientMessage first = world.messages().back();
  EXPECT_TRUE(world.receive(bad_msg_notification(first.msg_id, 32), false)) << "a new session";
  ASSERT_GE(world.messages().size(), 2U);
  const ClientMessage second = world.messages()[1];
  EXPECT_EQ(first.body.size(), second.body.size());
  EXPECT_NE(to_hex(first.body), to_hex(second.body));
  ASSERT_EQ(sessions.size(), 2U);
  EXPECT_NE(sessions[0], sessions[1]);
  EXPECT_EQ(sessions[1], world.session().session_id());
}

TEST(Binding, ConstructorIsThatOfTheSchema) {
  std::ifstream file(std::string(STRATA_TEST_DATA) + "/../tl-types/tl/api.tl");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_NE(text.str().find("\nauth.bindTempAuthKey#cdd42a05 perm_auth_key_id:long nonce:long "
                            "expires_at:int encrypted_message:bytes = Bool;"),
            std::string::npos);
}

}  // namespace
}  // namespace strata::mtproto::session_test
