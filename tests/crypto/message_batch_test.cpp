// Packets in batches: the same bytes, tokens and refusals as one by one.
#include "strata/crypto/message_batch.hpp"

#include "aes/ige_kernel.hpp"
#include "aes/ige_lanes.hpp"
#include "digest/sha256_kernel.hpp"
#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

#include <deque>

namespace strata::crypto {
namespace {

using test::ScriptedRandom;
using test::Vectors;

struct Kernels {
  const char* name;
  const IgeKernel* ige;
  const IgeLanesKernel* lanes;
  const Sha256Kernel* sha256;
};

class MessageBatch : public testing::TestWithParam<Kernels> {
 protected:
  MessageBatch() {
    for (std::size_t i = 0; i < 3; ++i) {
      keys_.push_back(*AuthKey::from_bytes(random_.array<AuthKey::size>()));
    }
  }
  void SetUp() override {
    if (GetParam().ige == nullptr) GTEST_SKIP() << "this processor lacks the instructions";
    if (GetParam().ige == aes_ni_ige() && GetParam().lanes == nullptr) {
      GTEST_SKIP() << "this processor lacks the instructions";
    }
    force_ige_kernel(GetParam().ige);
    force_lanes_kernel(GetParam().lanes);
    force_sha256_kernel(GetParam().sha256);
  }
  void TearDown() override {
    force_ige_kernel(nullptr);
    force_lanes_kernel(nullptr);
    force_sha256_kernel(nullptr);
  }

  Bytes random_content(std::size_t blocks) {
    Bytes content(16 * blocks);
    random_.fill(content);
    return content;
  }
  static Direction direction(std::size_t i) {
    return i % 2 == 0 ? Direction::client_to_server : Direction::server_to_client;
  }
  const AuthKey& key(std::size_t i) const { return keys_[i % keys_.size()]; }

  // What encrypt_message makes of it.
  Bytes one(std::size_t i, BytesView content, std::uint32_t* token = nullptr) const {
    Buffer packet;
    packet.append(content);
    const std::uint32_t made = encrypt_message(key(i), direction(i), packet);
    if (token != nullptr) *token = made;
    return {packet.bytes().begin(), packet.bytes().end()};
  }

  void check_encryption(const std::vector<Bytes>& contents) {
    std::deque<Buffer> packets;
    std::vector<OutgoingMessage> messages;
    for (std::size_t i = 0; i < contents.size(); ++i) {
      packets.emplace_back(i % 3 == 0 ? 0 : 64).append(contents[i]);
      messages.push_back({key(i), direction(i), packets.back()});
    }
    encrypt_messages(messages);
    for (std::size_t i = 0; i < contents.size(); ++i) {
      std::uint32_t token = 0;
      const Bytes expected = one(i, contents[i], &token);
      ASSERT_TRUE(std::ranges::equal(packets[i].bytes(), expected))
          << i << " of " << contents.size();
      ASSERT_EQ(messages[i].quick_ack_token, token);
    }
  }

  // Opens packets of these contents; those whose index is in `damaged` have one bit flipped.
  void check_opening(const std::vector<Bytes>& contents, const std::vector<std::size_t>& damaged) {
    std::vector<Bytes> packets;
    for (std::size_t i = 0; i < contents.size(); ++i) packets.push_back(one(i, contents[i]));
    for (const std::size_t i : damaged) {
      packets[i][random_.uniform(packets[i].size())] ^=
          static_cast<std::uint8_t>(1U << random_.uniform(8));
    }
    std::vector<IncomingMessage> messages;
    for (std::size_t i = 0; i < packets.size(); ++i) {
      messages.push_back({key(i), direction(i), packets[i]});
    }
    decrypt_messages(messages);
    for (std::size_t i = 0; i < packets.size(); ++i) {
      const bool is_damaged = std::find(damaged.begin(), damaged.end(), i) != damaged.end();
      ASSERT_EQ(messages[i].plaintext.has_value(), !is_damaged) << i << " of " << packets.size();
      if (is_damaged) {
        ASSERT_EQ(packets[i], Bytes(packets[i].size()));
      } else {
        ASSERT_TRUE(std::ranges::equal(*messages[i].plaintext, contents[i])) << i;
        ASSERT_EQ(messages[i].plaintext->data(), packets[i].data() + packet_header_size);
      }
    }
  }

  ScriptedRandom random_;
  std::vector<AuthKey> keys_;
};

TEST_P(MessageBatch, EveryNumber_EncryptsLikeOneByOne) {
  for (std::size_t count = 0; count <= 19; ++count) {
    std::vector<Bytes> contents;
    for (std::size_t i = 0; i < count; ++i) {
      contents.push_back(random_content(1 + random_.uniform(70)));
    }
    check_encryption(contents);
  }
}

TEST_P(MessageBatch, EveryLength_EncryptsLikeOneByOne) {
  for (std::size_t blocks = 1; blocks <= 40; ++blocks) {
    check_encryption(std::vector(5, random_content(blocks)));
  }
}

TEST_P(MessageBatch, EveryNumber_Opens) {
  for (std::size_t count = 0; count <= 19; ++count) {
    std::vector<Bytes> contents;
    for (std::size_t i = 0; i < count; ++i) {
      contents.push_back(random_content(3 + random_.uniform(70)));
    }
    check_opening(contents, {});
  }
}

TEST_P(MessageBatch, DamagedPackets_AreRefused_TheOthersOpen) {
  for (int round = 0; round < 60; ++round) {
    std::vector<Bytes> contents;
    std::vector<std::size_t> damaged;
    const std::size_t count = 1 + random_.uniform(12);
    for (std::size_t i = 0; i < count; ++i) {
      contents.push_back(random_content(3 + random_.uniform(20)));
      if (random_.uniform(3) == 0) damaged.push_back(i);
    }
    check_opening(contents, damaged);
  }
}

TEST_P(MessageBatch, WrongLengthsAndKeys_AreRefused_TheOthersOpen) {
  const Bytes content = random_content(8);
  std::vector<Bytes> packets;
  for (std::size_t i = 0; i < 7; ++i) packets.push_back(one(i, content));
  packets[1].resize(10);
  packets[2].clear();
  packets[3].push_back(0);
  packets[4].resize(packet_header_size + 32);
  std::vector<IncomingMessage> messages;
  for (std::size_t i = 0; i < packets.size(); ++i) {
    messages.push_back({key(i == 5 ? 0 : i), direction(i), packets[i]});
  }
  decrypt_messages(messages);
  for (std::size_t i = 0; i < packets.size(); ++i) {
    EXPECT_EQ(messages[i].plaintext.has_value(), i == 0 || i == 6) << i;
    if (messages[i].plaintext) continue;
    EXPECT_EQ(packets[i], Bytes(packets[i].size())) << i;
  }
}

TEST_P(MessageBatch, PublishedPackets) {
  const Vectors vectors("packets.txt");
  const AuthKey counting = *AuthKey::from_bytes(test::counting(256));
  std::deque<Buffer> packets;
  std::vector<OutgoingMessage> messages;
  for (const char* name : {"v402", "v403", "v404"}) {
    packets.emplace_back().append(vectors[std::string(name) + ".inner"]);
    const Direction from = messages.empty() ? direction(0) : direction(1);
    messages.push_back({counting, from, packets.back()});
  }
  encrypt_messages(messages);
  EXPECT_EQ(to_hex(packets[0].bytes()), to_hex(vectors["v402.packet"]));
  EXPECT_EQ(to_hex(packets[1].bytes()), to_hex(vectors["v403.packet"]));
  EXPECT_EQ(to_hex(packets[2].bytes()), to_hex(vectors["v404.packet"]));
  EXPECT_EQ(messages[0].quick_ack_token, 0xf6dde729U);

  std::vector<IncomingMessage> incoming;
  for (OutgoingMessage& message : messages) {
    incoming.push_back({counting, message.direction, message.packet.bytes()});
  }
  decrypt_messages(incoming);
  ASSERT_TRUE(incoming[2].plaintext);
  EXPECT_EQ(to_hex(*incoming[2].plaintext), to_hex(vectors["v404.inner"]));
}

INSTANTIATE_TEST_SUITE_P(
    All, MessageBatch,
    testing::Values(Kernels{"Best", &ige_kernel(), lanes_kernel(), nullptr},
                    Kernels{"AesNi", aes_ni_ige(), aes_ni_lanes(), nullptr},
                    Kernels{"AesNiWithoutShaNi", aes_ni_ige(), aes_ni_lanes(), &openssl_sha256()},
                    Kernels{"OpenSsl", &openssl_ige(), nullptr, &openssl_sha256()},
                    Kernels{"Portable", &portable_ige(), nullptr, &openssl_sha256()}),
    [](const testing::TestParamInfo<Kernels>& tested) { return tested.param.name; });

TEST(EncryptMessagesDeath, UnpaddedContent_EndsTheProcess) {
  const AuthKey key = *AuthKey::from_bytes(test::counting(256));
  const auto encrypt = [&key](std::size_t size) {
    std::deque<Buffer> packets(4);
    std::vector<OutgoingMessage> messages;
    for (Buffer& packet : packets) {
      packet.append(Bytes(messages.size() == 2 ? size : 64));
      messages.push_back({key, Direction::client_to_server, packet});
    }
    encrypt_messages(messages);
  };
  EXPECT_DEATH(encrypt(0), "");
  EXPECT_DEATH(encrypt(50), "");
}

}  // namespace
}  // namespace strata::crypto
