// No cipher of messages leaves a key behind, whatever kernel runs and however it ends.
#include "aes/ige_kernel.hpp"
#include "aes/ige_lanes.hpp"
#include "crypto/leftovers.hpp"
#include "crypto/secret_inputs.hpp"
#include "digest/sha256_kernel.hpp"
#include "message/message_keys.hpp"

#include "strata/crypto/aes_ige.hpp"
#include "strata/crypto/bind_cipher.hpp"
#include "strata/crypto/message_batch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

namespace strata::crypto {
namespace {

using test::FixedRandom;
using test::leftovers_of;
using test::secret;
using test::ThrowingRandom;

struct Kernels {
  const char* name;
  const IgeKernel* ige;
  const Sha256Kernel* sha256;
  const IgeLanesKernel* lanes;
};

class CipherWiping : public testing::TestWithParam<Kernels> {
 protected:
  void SetUp() override {
    if (GetParam().ige == nullptr || GetParam().sha256 == nullptr) {
      GTEST_SKIP() << "this processor lacks the instructions";
    }
    force_ige_kernel(GetParam().ige);
    force_sha256_kernel(GetParam().sha256);
    force_lanes_kernel(GetParam().lanes);
  }
  void TearDown() override {
    force_ige_kernel(nullptr);
    force_sha256_kernel(nullptr);
    force_lanes_kernel(nullptr);
  }

  const AuthKey key_ = *AuthKey::from_bytes(secret<256>(12));
  const std::array<std::uint8_t, 32> aes_key_ = secret<32>(13);
};

TEST_P(CipherWiping, Ige) {
  Bytes data(160);
  const std::array<std::uint8_t, 32> iv{};
  EXPECT_EQ(leftovers_of({aes_key_},
                         [&] {
                           static_cast<void>(aes256_ige_encrypt(data, data, aes_key_, iv));
                           static_cast<void>(aes256_ige_decrypt(data, data, aes_key_, iv));
                         }),
            0U);
}

TEST_P(CipherWiping, Messages) {
  Buffer packet;
  packet.append(secret<160>(14));
  encrypt_message(key_, Direction::client_to_server, packet);
  const MsgKey msg_key = packet.bytes().subspan<8, 16>();
  const MessageKeys keys = message_keys(key_, Direction::client_to_server, msg_key);
  const Bytes encrypted(packet.bytes().begin(), packet.bytes().end());
  const std::vector<BytesView> secrets{key_.bytes(), keys.key, keys.iv};

  Bytes work = encrypted;
  bool opened = false;
  EXPECT_EQ(
      leftovers_of(
          secrets,
          [&] { opened = decrypt_message(key_, Direction::client_to_server, work).has_value(); }),
      0U);
  EXPECT_TRUE(opened);

  work = encrypted;
  work.back() ^= 1;
  EXPECT_EQ(
      leftovers_of(
          secrets,
          [&] { opened = decrypt_message(key_, Direction::client_to_server, work).has_value(); }),
      0U);
  EXPECT_FALSE(opened);

  packet.clear();
  packet.append(secret<160>(14));
  EXPECT_EQ(
      leftovers_of(secrets, [&] { encrypt_message(key_, Direction::client_to_server, packet); }),
      0U);
}

TEST_P(CipherWiping, Binding) {
  const auto random_bytes = secret<24>(15);
  FixedRandom random(random_bytes);
  EXPECT_EQ(leftovers_of({key_.bytes()},
                         [&] { static_cast<void>(encrypt_bind_message(key_, {}, 4, random)); }),
            0U);
}

TEST_P(CipherWiping, BindingException) {
  const auto random_bytes = secret<24>(15);
  for (const int draw : {0, 1}) {
    ThrowingRandom random(random_bytes, draw);
    bool thrown = false;
    EXPECT_EQ(leftovers_of({key_.bytes(), random_bytes},
                           [&] {
                             try {
                               static_cast<void>(encrypt_bind_message(key_, {}, 4, random));
                             } catch (const ThrowingRandom::Failed&) {
                               thrown = true;
                             }
                           }),
              0U);
    EXPECT_TRUE(thrown);
  }
}

TEST_P(CipherWiping, IgeOfWrongLength) {
  Bytes data(17);
  const std::array<std::uint8_t, 32> iv{};
  EXPECT_EQ(leftovers_of({aes_key_},
                         [&] {
                           static_cast<void>(aes256_ige_encrypt(data, data, aes_key_, iv));
                           Aes256Ige stream(aes_key_, iv);
                           static_cast<void>(stream.decrypt(data, data));
                         }),
            0U);
}

// Batches, whose keys stand in memory all at once: encrypted, opened, and with one refused.
TEST_P(CipherWiping, Batches) {
  constexpr std::size_t count = 7;
  std::deque<Buffer> packets(count);
  std::vector<OutgoingMessage> outgoing;
  for (std::size_t i = 0; i < count; ++i) {
    packets[i].append(secret<160>(30 + i));
    outgoing.push_back({key_, Direction::client_to_server, packets[i]});
  }
  // What the batch will derive, from packets made one by one.
  std::vector<MessageKeys> keys;
  std::vector<Bytes> encrypted;
  for (std::size_t i = 0; i < count; ++i) {
    Buffer packet;
    packet.append(secret<160>(30 + i));
    encrypt_message(key_, Direction::client_to_server, packet);
    keys.push_back(
        message_keys(key_, Direction::client_to_server, packet.bytes().subspan<8, 16>()));
    encrypted.emplace_back(packet.bytes().begin(), packet.bytes().end());
  }
  std::vector<BytesView> secrets{key_.bytes()};
  for (const MessageKeys& one : keys) secrets.insert(secrets.end(), {one.key, one.iv});

  EXPECT_EQ(leftovers_of(secrets, [&] { encrypt_messages(outgoing); }), 0U);
  EXPECT_TRUE(std::ranges::equal(packets[6].bytes(), encrypted[6]));

  encrypted[3].back() ^= 1;
  std::vector<IncomingMessage> incoming;
  for (Bytes& packet : encrypted) {
    incoming.push_back({key_, Direction::client_to_server, packet});
  }
  EXPECT_EQ(leftovers_of(secrets, [&] { decrypt_messages(incoming); }), 0U);
  EXPECT_TRUE(incoming[2].plaintext);
  EXPECT_FALSE(incoming[3].plaintext);
}

INSTANTIATE_TEST_SUITE_P(
    All, CipherWiping,
    testing::Values(Kernels{"Portable", &portable_ige(), &openssl_sha256(), nullptr},
                    Kernels{"OpenSsl", &openssl_ige(), &openssl_sha256(), nullptr},
                    Kernels{"Hardware", aes_ni_ige(), sha_ni_sha256(), aes_ni_lanes()},
                    Kernels{"Vaes", aes_ni_ige(), sha_ni_sha256(), vaes_lanes()}),
    [](const testing::TestParamInfo<Kernels>& tested) { return tested.param.name; });

}  // namespace
}  // namespace strata::crypto
