// The numbers of Diffie-Hellman: primes, generators and public values that must be refused.
#include "handshake/task.hpp"

#include "mtproto/handshake/handshake_run.hpp"

#include <algorithm>
#include <set>

namespace strata::mtproto::handshake_test {
namespace {

HandshakeScript with_group(Bytes prime, std::int32_t g) {
  HandshakeScript script;
  script.dh_prime = std::move(prime);
  script.g = g;
  return script;
}

HandshakeScript with_g_a(Bytes g_a) {
  HandshakeScript script;
  script.inner_data = [g_a = std::move(g_a)](RawInnerData& said) { said.g_a = g_a; };
  return script;
}

// How far the exchange goes when no honest answer can follow: whether our g_b is sent.
bool sends_g_b(HandshakeScript script) {
  HandshakeServer server(std::move(script));
  ScriptedRandom random;
  Handshake handshake(test_options(), random);
  const HandshakeAction action = finish(handshake, server, start(handshake), 2);
  return std::holds_alternative<SendPacket>(action) &&
         handshake.state() == Handshake::State::awaiting_dh_answer;
}

TEST(DhTask, KnownPrime_RefusesGeneratorsOfTheWholeGroup_N017) {
  for (const std::int32_t g : {2, 5, 6}) {
    EXPECT_EQ(failure(with_group({}, g)), Errc::bad_generator) << g;
  }
}

TEST(DhTask, KnownPrime_AcceptsTheOthers_N018) {
  for (const std::int32_t g : {3, 4, 7}) EXPECT_TRUE(makes_the_key(with_group({}, g))) << g;
}

TEST(DhTask, GeneratorOutOfRange_Aborts_N019) {
  const Bytes prime = known_prime();
  const auto truncated = static_cast<std::int32_t>(static_cast<std::uint32_t>(prime[252]) << 24U |
                                                   static_cast<std::uint32_t>(prime[253]) << 16U |
                                                   static_cast<std::uint32_t>(prime[254]) << 8U |
                                                   static_cast<std::uint32_t>(prime[255] - 1));
  for (const std::int32_t g : {0, 1, 8, -3, truncated}) {
    HandshakeScript script;
    script.inner_data = [g](RawInnerData& said) { said.g = g; };
    EXPECT_EQ(failure(script), Errc::bad_generator) << g;
  }
}

TEST(DhTask, PrimeThatIsNotSafe_Aborts_N020) {
  const Bytes prime = add(power_of_two(2047), 1919);
  EXPECT_EQ(failure(with_group(prime, 2)), Errc::not_safe_prime);
  EXPECT_EQ(failure(with_group(prime, 4)), Errc::not_safe_prime);
}

TEST(DhTask, AnotherSafePrime_IsCheckedAndRemembered_N021) {
  const Bytes prime = group_prime("ffdhe2048");
  EXPECT_TRUE(makes_the_key(with_group(prime, 2)));
  EXPECT_TRUE(makes_the_key(with_group(prime, 2)));
  EXPECT_EQ(failure(with_group(prime, 7)), Errc::bad_generator);
}

TEST(DhTask, PrimeOfAnotherSize_Aborts_N024) {
  EXPECT_EQ(failure(with_group(group_prime("modp_1536"), 2)), Errc::prime_size);
  EXPECT_EQ(failure(with_group(group_prime("ffdhe3072"), 2)), Errc::prime_size);
  EXPECT_EQ(failure(with_group({7}, 3)), Errc::prime_size);
}

TEST(DhTask, PublicValueOutOfRange_Aborts_N026) {
  const Bytes p = known_prime();
  const Bytes bound = power_of_two(1984);
  const std::vector<Bytes> values{{},
                                  {0},
                                  {1},
                                  subtract(p, number(1)),
                                  p,
                                  add(p, 5),
                                  subtract(bound, number(1)),
                                  add(subtract(p, bound), 1)};
  for (const Bytes& g_a : values) {
    EXPECT_EQ(failure(with_g_a(g_a)), Errc::g_a_range) << to_hex(g_a);
    EXPECT_FALSE(sends_g_b(with_g_a(g_a)));
  }
}

TEST(DhTask, BoundsThemselves_AreAccepted_N027) {
  EXPECT_TRUE(sends_g_b(with_g_a(power_of_two(1984))));
  EXPECT_TRUE(sends_g_b(with_g_a(subtract(known_prime(), power_of_two(1984)))));
}

TEST(DhTask, LeadingZeros_AreStrippedBeforeTheBounds_A57) {
  HandshakeScript script;
  script.inner_data = [](RawInnerData& said) {
    said.dh_prime.insert(said.dh_prime.begin(), 2, 0);
    said.g_a.insert(said.g_a.begin(), 3, 0);
  };
  EXPECT_TRUE(makes_the_key(script));
}

// An exponent of 0 gives g_b = 1, which is out of range: a random source that yields nothing else
// is noticed.
TEST(DhTask, RandomSourceOfZeros_IsNoEndlessLoop_A60) {
  class Zeros final : public crypto::RandomSource {
   public:
    void fill(MutableBytes out) override { std::ranges::fill(out, std::uint8_t{0}); }
  };
  // The first draw is zeros; the stream behind it is keyed with zeros, but not zero itself.
  Zeros zeros;
  const Bytes g_a = padded_to(power_of_two(2000), 256);
  DhWork work{known_prime(), 3, g_a, std::make_unique<TaskRandom>(zeros), {}};
  work.run();
  ASSERT_TRUE(work.result.has_value());
  EXPECT_TRUE(work.result->has_value());
}

TEST(DhTask, Exponent_IsDrawnPerExchangeAndCounts) {
  std::set<std::string> seen;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    HandshakeServer server;
    ASSERT_TRUE(std::holds_alternative<HandshakeDone>(run(server, test_options(), seed)));
    seen.insert(to_hex(server.record().g_bs.front()));
  }
  EXPECT_EQ(seen.size(), 3U);
}

TEST(HandshakeTask, Cancelled_EndsWithoutFactors) {
  std::stop_source stop;
  stop.request_stop();
  FactorizeWork work{HandshakeScript().pq, {}};
  work.run(stop.get_token());
  ASSERT_TRUE(work.result.has_value());
  EXPECT_FALSE(work.result->has_value());
}

TEST(HandshakeTask, MovedFrom_RunsToNothing) {
  HandshakeTask task(
      std::make_unique<HandshakeTask::Work>(std::stop_token(), FactorizeWork{{15}, {}}));
  HandshakeTask other = std::move(task);
  task.run();  // NOLINT(bugprone-use-after-move): that is the point
  other.run();
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
