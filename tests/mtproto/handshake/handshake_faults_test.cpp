// Every fault in every step of every good key exchange: a typed error or the server's key, never
// anything in between.
#include "mtproto/handshake/handshake_run.hpp"

#include "strata/mtproto/transport.hpp"

#include <algorithm>
#include <functional>
#include <thread>

namespace strata::mtproto::handshake_test {
namespace {

using std::chrono::seconds;

/// A good exchange.
struct Positive {
  const char* name;
  std::function<void(HandshakeScript&)> server = [](HandshakeScript&) {};
  std::function<void(HandshakeOptions&)> client = [](HandshakeOptions&) {};
};

std::vector<Positive> positives() {
  return {
      {"permanent"},
      {.name = "temporary",
       .client = [](HandshakeOptions& o) { o.expires_in = std::chrono::hours(24); }},
      // A media-only endpoint has a negative number.
      {.name = "media",
       .client =
           [](HandshakeOptions& o) {
             o.dc = -4;
             o.expires_in = std::chrono::hours(24);
           }},
      {.name = "test environment", .client = [](HandshakeOptions& o) { o.dc = 10002; }},
      // A CDN's key comes from its own list; the number is the plain one.
      {.name = "cdn", .client = [](HandshakeOptions& o) { o.dc = 203; }},
      {.name = "one retry",
       .server =
           [](HandshakeScript& s) {
             s.dh_answer = [n = 0](RawDhAnswer& said) mutable { said.number = n++ == 0 ? 2 : 1; };
           }},
      {.name = "bytes behind every object",
       .server =
           [](HandshakeScript& s) {
             s.envelope = [](RawEnvelope& said) { said.body.resize(said.body.size() + 96, 0xcc); };
           }},
  };
}

enum class Fault { none, truncated, damaged, doubled, delayed, lost, unwritten, task_dropped };

/// Plays the exchange with a fault in the answer to request number `at`.
HandshakeAction play(const Positive& positive, HandshakeServer& server, int at_request,
                     Fault fault) {
  HandshakeOptions options = test_options();
  positive.client(options);
  ScriptedRandom random;
  Handshake handshake(std::move(options), random);
  HandshakeAction action = start(handshake, at(seconds(1)));
  for (int request = 0; std::holds_alternative<SendPacket>(action); ++request) {
    const bool here = request == at_request;
    if (here && fault == Fault::unwritten) action = handshake.on_reconnected(at(seconds(2)));
    Bytes answer = server.answer(std::get<SendPacket>(action).packet.bytes());
    if (here && fault == Fault::lost) {
      action = handshake.on_reconnected(at(seconds(2)));
      answer = server.answer(std::get<SendPacket>(action).packet.bytes());
    }
    if (here && fault == Fault::truncated) answer.resize(answer.size() / 3);
    if (here && fault == Fault::damaged) answer[answer.size() / 3] ^= 0x10;
    if (here && fault == Fault::delayed) {
      action = handshake.on_deadline(at(seconds(31)));
      EXPECT_TRUE(
          std::holds_alternative<HandshakeWait>(handshake.on_packet(at(seconds(31)), answer)));
      return action;
    }
    HandshakeAction next = handshake.on_packet(at(seconds(2)), answer);
    if (here && fault == Fault::task_dropped && std::holds_alternative<RunTask>(next)) {
      next = HandshakeWait{};
      return handshake.on_deadline(at(seconds(31)));
    }
    if (here && fault == Fault::doubled) {
      HandshakeAction second = handshake.on_packet(at(seconds(2)), answer);
      if (!std::holds_alternative<HandshakeWait>(second)) return second;
    }
    action = settle(handshake, at(seconds(2)), std::move(next));
  }
  return action;
}

/// A typed error of this library, or the key that the server has.
::testing::AssertionResult ends_well(const HandshakeAction& action, const HandshakeServer& server) {
  if (const auto* failed = std::get_if<HandshakeFailed>(&action)) {
    if (failed->error.code().category() == error_category()) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << "an error of another layer: " << failed->error.what();
  }
  const auto* done = std::get_if<HandshakeDone>(&action);
  if (done == nullptr) return ::testing::AssertionFailure() << "it does not end";
  if (to_hex(done->key.bytes()) == to_hex(server.record().auth_key)) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure() << "a key that the server does not have";
}

TEST(HandshakeFaults, EveryFaultInEveryStep_EndsTyped) {
  for (const Positive& positive : positives()) {
    for (int step = 0; step < 4; ++step) {
      for (const Fault fault :
           {Fault::none, Fault::truncated, Fault::damaged, Fault::doubled, Fault::delayed,
            Fault::lost, Fault::unwritten, Fault::task_dropped}) {
        SCOPED_TRACE(std::string(positive.name) + ", step " + std::to_string(step) + ", fault " +
                     std::to_string(static_cast<int>(fault)));
        HandshakeScript script;
        positive.server(script);
        HandshakeServer server(std::move(script));
        const HandshakeAction action = play(positive, server, step, fault);
        EXPECT_TRUE(ends_well(action, server));
        const bool harmless = fault == Fault::none ||
                              (fault == Fault::lost && positive.name != std::string("one retry")) ||
                              fault == Fault::unwritten;
        if (harmless) {
          EXPECT_TRUE(std::holds_alternative<HandshakeDone>(action));
        }
      }
    }
  }
}

// Each byte of each answer wrong in turn.
TEST(HandshakeFaults, AnyByteOfAnAnswerDamaged_NeverMakesAKey) {
  const Replay replay;
  for (std::size_t step = 0; step < 3; ++step) {
    const Bytes& good = replay.answers()[step];
    // The long answer is encrypted, and one block is as good as the next.
    const std::size_t stride = good.size() > 200 ? 13 : 3;
    for (std::size_t at_byte = 20; at_byte < good.size(); at_byte += stride) {
      Bytes packet = good;
      packet[at_byte] ^= 0x04;
      const HandshakeAction action = replay.with(step, packet);
      EXPECT_FALSE(std::holds_alternative<HandshakeDone>(action)) << step << ", " << at_byte;
      if (const auto* failed = std::get_if<HandshakeFailed>(&action)) {
        EXPECT_EQ(failed->error.code().category(), error_category());
      }
    }
  }
}

TEST(HandshakeFaults, AnyAnswerCutAnywhere_IsMalformed) {
  const Replay replay;
  for (std::size_t step = 0; step < 3; ++step) {
    const Bytes& good = replay.answers()[step];
    const std::size_t stride = good.size() > 200 ? 7 : 3;
    for (std::size_t size = 0; size < good.size(); size += stride) {
      const HandshakeAction action = replay.with(step, BytesView(good).first(size));
      ASSERT_TRUE(std::holds_alternative<HandshakeFailed>(action)) << step << ", " << size;
      EXPECT_EQ(std::get<HandshakeFailed>(action).error.code(), Errc::malformed);
    }
  }
}

// The arithmetic of every step on a thread of its own, while the attempt goes on to its deadline:
// the two share nothing but the wish to stop. ThreadSanitizer watches this one.
TEST(HandshakeFaults, TasksRunOnAnotherThreadWhileTheAttemptEnds) {
  for (int step = 0; step < 2; ++step) {
    ScriptedRandom random;
    HandshakeServer server;
    Handshake handshake(test_options(), random);
    HandshakeAction action = start(handshake);
    for (int i = 0; i < step; ++i) action = next(handshake, server, action);
    const Bytes answer = server.answer(std::get<SendPacket>(action).packet.bytes());
    HandshakeAction run = handshake.on_packet(at({}), answer);
    ASSERT_TRUE(std::holds_alternative<RunTask>(run)) << step;
    HandshakeTask task = std::move(std::get<RunTask>(run).task);
    std::jthread worker([&task] { task.run(); });
    const HandshakeAction late = handshake.on_deadline(at(seconds(31)));
    ASSERT_TRUE(std::holds_alternative<HandshakeFailed>(late)) << step;
    worker.join();
    EXPECT_TRUE(std::holds_alternative<HandshakeWait>(handshake.on_task(at({}), std::move(task))));
  }
}

TEST(HandshakeFaults, TasksRunOnAnotherThreadToTheKey) {
  ScriptedRandom random;
  HandshakeServer server;
  Handshake handshake(test_options(), random);
  HandshakeAction action = handshake.start(at({}));
  while (!std::holds_alternative<HandshakeDone>(action)) {
    if (auto* send = std::get_if<SendPacket>(&action)) {
      const Bytes answer = server.answer(send->packet.bytes());
      action = handshake.on_packet(at({}), answer);
      continue;
    }
    ASSERT_TRUE(std::holds_alternative<RunTask>(action));
    HandshakeTask task = std::move(std::get<RunTask>(action).task);
    std::jthread([&task] { task.run(); }).join();
    action = handshake.on_task(at({}), std::move(task));
  }
  EXPECT_EQ(to_hex(std::get<HandshakeDone>(action).key.bytes()), to_hex(server.record().auth_key));
}

// Through a transport, cut in two at every byte: the exchange cannot tell.
TEST(HandshakeFaults, AnswersSplitAtEveryByte_AreReadAlike) {
  const Replay replay;
  for (const Bytes& answer : replay.answers()) {
    Bytes stream(4);
    store_le(stream.data(), static_cast<std::uint32_t>(answer.size()));
    append(stream, answer);
    for (std::size_t cut = 1; cut < stream.size(); ++cut) {
      ScriptedRandom random;
      const auto transport = make_transport(TransportKind::intermediate, random, {}).value();
      std::size_t packets = 0;
      for (BytesView part : {BytesView(stream).first(cut), BytesView(stream).subspan(cut)}) {
        while (!part.empty()) {
          const MutableBytes space = transport->prepare(part.size());
          const std::size_t count = std::min(space.size(), part.size());
          std::ranges::copy(part.first(count), space.begin());
          transport->commit(count);
          part = part.subspan(count);
          auto event = transport->next();
          ASSERT_TRUE(event.has_value());
          if (!*event) continue;
          ++packets;
          EXPECT_TRUE(std::ranges::equal(std::get<PacketReceived>(**event).payload, answer));
        }
      }
      EXPECT_EQ(packets, 1U) << cut;
    }
  }
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
