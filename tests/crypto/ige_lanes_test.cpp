// AES-256-IGE of several messages at once: every kernel against OpenSSL's own IGE, one by one.
#include "aes/ige_lanes.hpp"

#include "aes/ige_kernel.hpp"
#include "crypto/openssl_ige.hpp"
#include "support/scripted_random.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::openssl_ige_reference;
using test::ScriptedRandom;

// A message with the bytes that the reference makes of it.
struct Message {
  std::array<std::uint8_t, 32> key;
  std::array<std::uint8_t, 32> iv;
  Bytes in;
  std::array<std::uint8_t, 32> moved_iv;
  Bytes expected;

  Message(ScriptedRandom& random, std::size_t blocks, bool encrypting)
      : key(random.array<32>()), iv(random.array<32>()), in(16 * blocks), moved_iv(iv) {
    random.fill(in);
    expected = openssl_ige_reference(in, key, moved_iv, encrypting);
  }
};

class IgeLanes : public testing::TestWithParam<const IgeLanesKernel*> {
 protected:
  void SetUp() override {
    if (GetParam() == nullptr) GTEST_SKIP() << "this processor lacks the instructions";
    force_lanes_kernel(GetParam());
  }
  void TearDown() override { force_lanes_kernel(nullptr); }

  void check(const std::vector<std::size_t>& lengths, bool encrypting, std::size_t offset,
             bool in_place) {
    std::vector<Message> messages;
    for (const std::size_t blocks : lengths) messages.emplace_back(random_, blocks, encrypting);
    std::vector<Bytes> places;
    std::vector<IgeLane> lanes;
    for (Message& message : messages) {
      Bytes& place = places.emplace_back(message.in.size() + offset);
      std::copy(message.in.begin(), message.in.end(), place.data() + offset);
    }
    for (std::size_t i = 0; i < messages.size(); ++i) {
      std::uint8_t* const out = places[i].data() + offset;
      lanes.push_back({messages[i].key.data(), messages[i].iv.data(),
                       in_place ? out : messages[i].in.data(), out, lengths[i]});
    }
    ige_lanes(lanes, encrypting);
    for (std::size_t i = 0; i < messages.size(); ++i) {
      const BytesView out = BytesView(places[i]).subspan(offset);
      ASSERT_TRUE(std::ranges::equal(out, messages[i].expected))
          << "lane " << i << " of " << lengths.size() << ", " << lengths[i] << " blocks";
      ASSERT_EQ(messages[i].iv, messages[i].moved_iv) << "lane " << i;
    }
  }

  ScriptedRandom random_;
};

TEST_P(IgeLanes, EveryNumberOfMessages_LengthAndAlignment_MatchesOpenSsl) {
  for (std::size_t count = 1; count <= max_lanes; ++count) {
    for (std::size_t blocks = 1; blocks <= 20; ++blocks) {
      const std::size_t offset = (3 * blocks + count) % 16;
      check(std::vector(count, blocks), true, offset, blocks % 2 == 0);
      check(std::vector(count, blocks), false, offset, blocks % 2 == 0);
    }
  }
}

TEST_P(IgeLanes, DifferentLengths_MatchOpenSsl) {
  for (int round = 0; round < 400; ++round) {
    std::vector<std::size_t> lengths(1 + random_.uniform(max_lanes));
    for (std::size_t& blocks : lengths) blocks = random_.uniform(round % 4 == 0 ? 3 : 60);
    check(lengths, round % 2 == 0, random_.uniform(16), random_.uniform(2) == 0);
  }
}

TEST_P(IgeLanes, LongMessages_MatchOpenSsl) {
  check({8192, 8192, 8191, 8192, 4096, 8192, 8192, 1}, true, 0, true);
  check({8192, 8192, 8191, 8192, 4096, 8192, 8192, 1}, false, 5, true);
  check({8192, 100, 8192, 8192}, true, 1, false);
  check({8192, 100, 8192, 8192}, false, 0, false);
}

TEST_P(IgeLanes, Pieces_ContinueEachOther) {
  std::vector<Message> messages;
  for (std::size_t i = 0; i < max_lanes; ++i) messages.emplace_back(random_, 64, true);
  for (const std::size_t start : {0U, 1U, 24U}) {
    const std::size_t end = start == 0 ? 1 : start == 1 ? 24 : 64;
    std::vector<IgeLane> lanes;
    for (Message& message : messages) {
      std::uint8_t* const at = message.in.data() + 16 * start;
      lanes.push_back({message.key.data(), message.iv.data(), at, at, end - start});
    }
    ige_lanes(lanes, true);
  }
  for (const Message& message : messages) EXPECT_EQ(message.in, message.expected);
}

TEST_P(IgeLanes, NothingToDo_TouchesNothing) {
  ige_lanes({}, true);
  check({0, 0, 0}, true, 0, true);
  check({0, 5, 0, 7}, false, 0, true);
}

INSTANTIATE_TEST_SUITE_P(All, IgeLanes, testing::Values(aes_ni_lanes(), vaes_lanes()),
                         [](const testing::TestParamInfo<const IgeLanesKernel*>& tested) {
                           return std::string(tested.index == 0 ? "AesNi" : "Vaes");
                         });

class WithoutLanes : public testing::TestWithParam<const IgeKernel*> {
 protected:
  void SetUp() override { force_ige_kernel(GetParam()); }
  void TearDown() override { force_ige_kernel(nullptr); }
};

TEST_P(WithoutLanes, MessagesGoOneByOne) {
  ScriptedRandom random;
  EXPECT_EQ(lanes_kernel(), nullptr);
  std::vector<Message> messages;
  std::vector<IgeLane> lanes;
  for (std::size_t i = 0; i < 5; ++i) messages.emplace_back(random, 3 * i, true);
  for (Message& message : messages) {
    lanes.push_back({message.key.data(), message.iv.data(), message.in.data(), message.in.data(),
                     message.in.size() / 16});
  }
  ige_lanes(lanes, true);
  for (const Message& message : messages) EXPECT_EQ(message.in, message.expected);
}

INSTANTIATE_TEST_SUITE_P(All, WithoutLanes, testing::Values(&portable_ige(), &openssl_ige()));

TEST(LanesKernel, BestIsTheWidest) {
  const IgeLanesKernel* const wide = vaes_lanes();
  EXPECT_EQ(lanes_kernel(), wide != nullptr ? wide : aes_ni_lanes());
}

}  // namespace
}  // namespace strata::crypto
