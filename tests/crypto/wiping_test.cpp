// No operation leaves a secret in freed memory or on the stack, however it ends.
#include "aes/ige_kernel.hpp"
#include "crypto/leftovers.hpp"
#include "digest/sha256_kernel.hpp"
#include "message/message_keys.hpp"
#include "number/mod_exp.hpp"
#include "srp/srp_formula.hpp"

#include "strata/crypto/aes_ctr.hpp"
#include "strata/crypto/bind_cipher.hpp"
#include "strata/crypto/dh.hpp"
#include "strata/crypto/digest.hpp"
#include "strata/crypto/handshake_keys.hpp"
#include "strata/crypto/message_cipher.hpp"
#include "strata/crypto/rsa.hpp"
#include "strata/crypto/srp.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::leftovers_of;
using Number = std::array<std::uint8_t, number_size>;

// Gives the same secret bytes over and over; its own memory is not what is watched.
class FixedRandom : public RandomSource {
 public:
  explicit FixedRandom(BytesView bytes) : bytes_(bytes) {}
  void fill(MutableBytes out) override {
    for (std::uint8_t& byte : out) byte = bytes_[next_++ % bytes_.size()];
  }

 private:
  BytesView bytes_;
  std::size_t next_ = 0;
};

// Bytes without repetition, different for each `seed`.
template <std::size_t N>
std::array<std::uint8_t, N> secret(std::uint64_t seed) {
  std::array<std::uint8_t, N> bytes;
  std::uint64_t state = seed;
  for (std::uint8_t& byte : bytes) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    byte = static_cast<std::uint8_t>(state >> 56U);
  }
  return bytes;
}

// The watch itself: what is left behind must be found, or the tests below prove nothing.
[[gnu::noinline]] void leave_on_stack(BytesView bytes) {
  std::array<volatile std::uint8_t, 64> local;
  for (std::size_t i = 0; i < local.size(); ++i) local[i] = bytes[i];
}

TEST(Leftovers, OnTheStack_AreFound) {
  const auto bytes = secret<64>(1);
  EXPECT_GT(leftovers_of({bytes}, [&bytes] { leave_on_stack(bytes); }), 0U);
}

TEST(Leftovers, InFreedMemory_AreFound) {
  const auto bytes = secret<64>(1);
  EXPECT_GT(leftovers_of({bytes},
                         [&bytes] {
                           const Bytes copy(bytes.begin(), bytes.end());
                           asm volatile("" : : "r"(copy.data()) : "memory");  // or it is elided
                         }),
            0U);
}

TEST(Wiping, SecureBytes) {
  const auto bytes = secret<64>(2);
  EXPECT_EQ(leftovers_of({bytes}, [&bytes] { SecureBytes copy{BytesView(bytes)}; }), 0U);
}

class DhWiping : public testing::Test {
 protected:
  DhWiping() : b_(secret<256>(3)), g_a_(secret<256>(4)) {
    g_a_[0] = 0x7f;
    shared_ = mod_exp(g_a_, b_, known_dh_prime())->clone();
  }

  Number b_;
  Number g_a_;
  SecureArray<number_size> shared_;
};

TEST_F(DhWiping, Success) {
  FixedRandom random(b_);
  EXPECT_EQ(leftovers_of({b_, shared_},
                         [&] {
                           const auto half = DhExchange::start(known_dh_prime(), 3, g_a_, random);
                           static_cast<void>(half->auth_key().has_value());
                         }),
            0U);
}

TEST_F(DhWiping, Refusal) {
  FixedRandom random(b_);
  EXPECT_EQ(
      leftovers_of(
          {b_},
          [&] { static_cast<void>(DhExchange::start(known_dh_prime(), 3, Bytes{1}, random)); }),
      0U);
}

class RsaWiping : public testing::Test {
 protected:
  // 48 bytes of padding follow the data, then temporary keys.
  const std::array<std::uint8_t, 144> data_ = secret<144>(5);
  const std::array<std::uint8_t, 80> random_bytes_ = secret<80>(6);
};

TEST_F(RsaWiping, Success) {
  FixedRandom random(random_bytes_);
  const RsaPublicKey key = ServerKeys::production().keys()[0];
  bool done = false;
  EXPECT_EQ(leftovers_of({data_, random_bytes_},
                         [&] { done = rsa_pad_encrypt(key, data_, random).has_value(); }),
            0U);
  EXPECT_TRUE(done);
}

TEST_F(RsaWiping, TooMuchData) {
  FixedRandom random(random_bytes_);
  const RsaPublicKey key = ServerKeys::production().keys()[0];
  const auto data = secret<160>(7);
  EXPECT_EQ(leftovers_of({data}, [&] { static_cast<void>(rsa_pad_encrypt(key, data, random)); }),
            0U);
}

class SrpWiping : public testing::Test {
 protected:
  SrpWiping()
      : a_(secret<256>(8)), B_(secret<256>(9)), x_(srp_password_hash(password_, salt_, salt_)) {
    B_[0] = 0x7f;
  }

  const std::array<std::uint8_t, 32> password_ = secret<32>(10);
  const std::array<std::uint8_t, 16> salt_ = secret<16>(11);
  Number a_;
  Number B_;
  SecureArray<32> x_;
};

TEST_F(SrpWiping, Success) {
  FixedRandom random(a_);
  bool done = false;
  EXPECT_EQ(
      leftovers_of(
          {a_, password_, x_},
          [&] {
            done =
                srp_answer({known_dh_prime(), 3, salt_, salt_, B_}, password_, random).has_value();
          }),
      0U);
  EXPECT_TRUE(done);
}

TEST_F(SrpWiping, Refusal) {
  FixedRandom random(a_);
  EXPECT_EQ(leftovers_of({a_, password_, x_},
                         [&] {
                           static_cast<void>(srp_answer({known_dh_prime(), 3, salt_, salt_, {}},
                                                        password_, random));
                         }),
            0U);
}

TEST_F(SrpWiping, Verifier) {
  FixedRandom random(a_);
  const BytesView added(a_.data(), 32);
  Bytes salt1(salt_.begin(), salt_.end());
  append(salt1, added);
  const SecureArray<32> x = srp_password_hash(password_, salt1, salt_);
  EXPECT_EQ(leftovers_of({password_, x},
                         [&] {
                           static_cast<void>(srp_verifier({known_dh_prime(), 3, salt_, salt_, {}},
                                                          password_, random));
                         }),
            0U);
}

struct Kernels {
  const char* name;
  const IgeKernel* ige;
  const Sha256Kernel* sha256;
};

class CipherWiping : public testing::TestWithParam<Kernels> {
 protected:
  void SetUp() override {
    if (GetParam().ige == nullptr || GetParam().sha256 == nullptr) {
      GTEST_SKIP() << "this processor lacks the instructions";
    }
    force_ige_kernel(GetParam().ige);
    force_sha256_kernel(GetParam().sha256);
  }
  void TearDown() override {
    force_ige_kernel(nullptr);
    force_sha256_kernel(nullptr);
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

INSTANTIATE_TEST_SUITE_P(All, CipherWiping,
                         testing::Values(Kernels{"Portable", &portable_ige(), &openssl_sha256()},
                                         Kernels{"OpenSsl", &openssl_ige(), &openssl_sha256()},
                                         Kernels{"Hardware", aes_ni_ige(), sha_ni_sha256()}),
                         [](const testing::TestParamInfo<Kernels>& tested) {
                           return tested.param.name;
                         });

TEST(Wiping, KeyedDigests) {
  const auto key = secret<100>(20);
  const auto data = secret<40>(21);
  Bytes out(64);
  EXPECT_EQ(leftovers_of({key},
                         [&] {
                           static_cast<void>(hmac_sha256(key, BytesView(data)));
                           static_cast<void>(hmac_sha512(key, BytesView(data)));
                           pbkdf2_hmac_sha512(key, data, 3, out);
                         }),
            0U);
}

TEST(Wiping, AuthKeys) {
  const auto bytes = secret<256>(22);
  const auto new_nonce = secret<32>(23);
  EXPECT_EQ(leftovers_of({bytes, new_nonce},
                         [&] {
                           const AuthKey key = *AuthKey::from_bytes(bytes);
                           const AuthKey copy = key.clone();
                           static_cast<void>(copy.new_nonce_hash(new_nonce, 1));
                         }),
            0U);
}

TEST(Wiping, Ctr) {
  const auto key = secret<32>(16);
  const auto iv = secret<16>(17);
  Bytes data(100);
  EXPECT_EQ(leftovers_of({key}, [&] { Aes256Ctr(key, iv).apply(data); }), 0U);
}

TEST(Wiping, NonceKeys) {
  const auto new_nonce = secret<32>(18);
  const auto server_nonce = secret<16>(19);
  const TmpAesKey keys = tmp_aes_key(new_nonce, server_nonce);
  EXPECT_EQ(leftovers_of({new_nonce, keys.key, keys.iv},
                         [&] { static_cast<void>(tmp_aes_key(new_nonce, server_nonce)); }),
            0U);
}

}  // namespace
}  // namespace strata::crypto

int main(int argc, char** argv) {
  strata::test::watch_openssl_memory();
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
