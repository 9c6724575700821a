// No secret of the key exchange stays in memory, however the exchange ends.
//
// The test knows the secrets because it dictates the random numbers. The server and the fixture
// know them as well, so only the client's steps are watched.
#include "mtproto/handshake/handshake_run.hpp"
#include "mtproto/watched_memory.hpp"

namespace strata::mtproto::handshake_test {
namespace {

using test::watch;
using test::watched;

class Wiping : public testing::Test {
 protected:
  Wiping() {
    // What the client will draw: nonce, new_nonce, then 92 + 32 bytes for RSA_PAD (the inner data
    // has 100 bytes), 32 for the task's stream, and b.
    ScriptedRandom stream({}, 7);
    stream.fill(nonce_);
    stream.fill(new_nonce_);
    stream.fill(rsa_padding_);
    stream.fill(rsa_temp_key_);
    stream.fill(task_stream_);
    stream.fill(b_);
    watch.look_for(new_nonce_);
    watch.look_for(rsa_temp_key_);
    watch.look_for(b_);
  }
  ~Wiping() override { watch = {}; }

  HandshakeAction send_on(HandshakeAction action) {
    const Bytes answer = server_.answer(std::get<SendPacket>(action).packet.bytes());
    return watched(
        [&] { return settle(*handshake_, at({}), handshake_->on_packet(at({}), answer)); });
  }

  HandshakeAction begin() {
    return watched([&] { return handshake_->start(at({})); });
  }

  void destroy() {
    watched([&] {
      handshake_.reset();
      return 0;
    });
  }

  Bytes nonce_ = Bytes(16);
  Bytes new_nonce_ = Bytes(32);
  Bytes rsa_padding_ = Bytes(92);
  Bytes rsa_temp_key_ = Bytes(32);
  Bytes task_stream_ = Bytes(32);
  Bytes b_ = Bytes(256);
  HandshakeServer server_;
  ScriptedRandom random_{{}, 7};
  std::optional<Handshake> handshake_{std::in_place, test_options(), random_};
};

TEST_F(Wiping, WatchFindsWhatIsNotWiped) {
  ASSERT_TRUE(test::is_openssl_watched());
  watched([&] {
    const Bytes copy(new_nonce_);
    test::look_at(copy.data());
    return 0;
  });
  EXPECT_GT(watch.found, 0);
}

TEST_F(Wiping, AfterSuccess) {
  HandshakeAction action = begin();
  for (int i = 0; i < 3; ++i) action = send_on(std::move(action));
  ASSERT_TRUE(std::holds_alternative<HandshakeDone>(action));
  // The draws were the ones that are looked for.
  EXPECT_EQ(to_hex(server_.record().new_nonce), to_hex(new_nonce_));
  EXPECT_EQ(to_hex(server_.record().g_bs.front()), to_hex(power_mod(Bytes{3}, b_, known_prime())));
  watch.look_for(server_.record().auth_key);
  destroy();
  watched([&] {
    HandshakeAction last = std::move(action);
    return 0;
  });
  EXPECT_EQ(watch.found, 0);
}

TEST_F(Wiping, AfterATimeoutInEachState) {
  for (int steps = 0; steps < 3; ++steps) {
    random_.~ScriptedRandom();
    new (&random_) ScriptedRandom({}, 7);
    handshake_.emplace(test_options(), random_);
    server_ = HandshakeServer();
    HandshakeAction action = begin();
    for (int i = 0; i < steps; ++i) action = send_on(std::move(action));
    action = watched([&] { return handshake_->on_deadline(at(std::chrono::seconds(31))); });
    ASSERT_TRUE(std::holds_alternative<HandshakeFailed>(action));
    destroy();
    EXPECT_EQ(watch.found, 0) << steps;
  }
}

TEST_F(Wiping, AfterAFailedCheck) {
  HandshakeScript script;
  script.dh_answer = [](RawDhAnswer& said) { said.new_nonce_hash = RawNonce{}; };
  server_ = HandshakeServer(script);
  HandshakeAction action = begin();
  for (int i = 0; i < 3; ++i) action = send_on(std::move(action));
  ASSERT_TRUE(std::holds_alternative<HandshakeFailed>(action));
  destroy();
  EXPECT_EQ(watch.found, 0);
}

TEST_F(Wiping, AfterTheTaskIsDropped) {
  HandshakeAction action = send_on(begin());
  const Bytes answer = server_.answer(std::get<SendPacket>(action).packet.bytes());
  watched([&] {
    HandshakeAction task = handshake_->on_packet(at({}), answer);
    EXPECT_TRUE(std::holds_alternative<RunTask>(task));
    return 0;
  });
  destroy();
  EXPECT_EQ(watch.found, 0);
}

TEST_F(Wiping, AfterTheTaskHasRunForNothing) {
  HandshakeAction action = send_on(begin());
  const Bytes answer = server_.answer(std::get<SendPacket>(action).packet.bytes());
  watched([&] {
    HandshakeAction task = handshake_->on_packet(at({}), answer);
    std::get<RunTask>(task).task.run();
    return 0;
  });
  destroy();
  EXPECT_EQ(watch.found, 0);
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
