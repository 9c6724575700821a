// Runs a key exchange between the client's procedure and the test server.
#pragma once

#include "mtproto/handshake/handshake_server.hpp"
#include "support/scripted_random.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/handshake.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <utility>
#include <vector>

namespace strata::mtproto::handshake_test {

using strata::test::ScriptedRandom;

inline HandshakeOptions test_options() {
  HandshakeOptions options;
  options.keys = HandshakeServer::keys();
  options.dc = 2;
  return options;
}

inline Now at(std::chrono::nanoseconds monotonic) {
  return {.monotonic = monotonic, .unix_time = std::chrono::seconds(1'700'000'000) + monotonic};
}

/// Performs tasks until there is something else to do.
inline HandshakeAction settle(Handshake& handshake, Now now, HandshakeAction action) {
  while (auto* run = std::get_if<RunTask>(&action)) {
    run->task.run();
    HandshakeTask task = std::move(run->task);
    action = handshake.on_task(now, std::move(task));
  }
  return action;
}

inline HandshakeAction start(Handshake& handshake, Now now = at({})) {
  return settle(handshake, now, handshake.start(now));
}

/// One packet to the server and its answer back.
inline HandshakeAction next(Handshake& handshake, HandshakeServer& server,
                            const HandshakeAction& action, Now now = at({})) {
  const Bytes answer = server.answer(std::get<SendPacket>(action).packet.bytes());
  return settle(handshake, now, handshake.on_packet(now, answer));
}

/// The exchange up to its last action; `packets` limits how many the client may send.
inline HandshakeAction finish(Handshake& handshake, HandshakeServer& server, HandshakeAction action,
                              int packets = 100) {
  while (std::holds_alternative<SendPacket>(action) && packets-- > 0) {
    action = next(handshake, server, action);
  }
  return action;
}

inline HandshakeAction run(HandshakeServer& server, HandshakeOptions options = test_options(),
                           std::uint64_t seed = 1) {
  ScriptedRandom random({}, seed);
  Handshake handshake(std::move(options), random);
  return finish(handshake, server, start(handshake));
}

/// A client that always draws the same, so that recorded answers fit it again.
class Replay {
 public:
  Replay() {
    HandshakeServer server;
    ScriptedRandom random;
    Handshake handshake(test_options(), random);
    HandshakeAction action = start(handshake);
    while (auto* packet = std::get_if<SendPacket>(&action)) {
      answers_.push_back(server.answer(packet->packet.bytes()));
      action = settle(handshake, at({}), handshake.on_packet(at({}), answers_.back()));
    }
  }

  /// The honest answers: resPQ, server_DH_params_ok, dh_gen_ok.
  [[nodiscard]] const std::vector<Bytes>& answers() const { return answers_; }

  /// What a fresh client says to `packet` in place of the answer of `step`.
  [[nodiscard]] HandshakeAction with(std::size_t step, BytesView packet) const {
    ScriptedRandom random;
    Handshake handshake(test_options(), random);
    (void)start(handshake);
    for (std::size_t i = 0; i < step; ++i) {
      (void)settle(handshake, at({}), handshake.on_packet(at({}), answers_.at(i)));
    }
    return handshake.on_packet(at({}), packet);
  }

 private:
  std::vector<Bytes> answers_;
};

/// How the exchange with a server of this script fails; no code if it does not.
inline std::error_code failure(HandshakeScript script) {
  HandshakeServer server(std::move(script));
  const HandshakeAction action = run(server);
  const auto* failed = std::get_if<HandshakeFailed>(&action);
  return failed != nullptr ? failed->error.code() : std::error_code();
}

/// Whether it makes the key that the server has.
inline ::testing::AssertionResult makes_the_key(HandshakeScript script) {
  HandshakeServer server(std::move(script));
  const HandshakeAction action = run(server);
  if (const auto* failed = std::get_if<HandshakeFailed>(&action)) {
    return ::testing::AssertionFailure() << failed->error.message();
  }
  const auto* done = std::get_if<HandshakeDone>(&action);
  if (done == nullptr) return ::testing::AssertionFailure() << "the exchange does not end";
  if (to_hex(done->key.bytes()) != to_hex(server.record().auth_key)) {
    return ::testing::AssertionFailure() << "the keys differ";
  }
  return ::testing::AssertionSuccess();
}

}  // namespace strata::mtproto::handshake_test
