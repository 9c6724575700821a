// No step of a key exchange or a login leaves a secret behind, however it ends.
#include "crypto/leftovers.hpp"
#include "crypto/secret_inputs.hpp"
#include "number/mod_exp.hpp"
#include "srp/srp_formula.hpp"
#include "support/vectors.hpp"

#include "strata/crypto/aes_ctr.hpp"
#include "strata/crypto/dh.hpp"
#include "strata/crypto/digest.hpp"
#include "strata/crypto/errors.hpp"
#include "strata/crypto/handshake_keys.hpp"
#include "strata/crypto/rsa.hpp"
#include "strata/crypto/srp.hpp"

#include <gtest/gtest.h>

namespace strata::crypto {
namespace {

using test::FixedRandom;
using test::leftovers_of;
using test::secret;
using test::ThrowingRandom;
using Number = std::array<std::uint8_t, number_size>;

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

// The generator or the prime is refused before a secret is drawn; the exponent that was drawn is
// gone when the next draw fails.
TEST_F(DhWiping, BadGroup) {
  FixedRandom random(b_);
  EXPECT_EQ(leftovers_of({b_},
                         [&] {
                           const BytesView p = known_dh_prime();
                           static_cast<void>(DhExchange::start(p, 2, g_a_, random));
                           static_cast<void>(DhExchange::start(g_a_, 3, g_a_, random));
                         }),
            0U);
}

TEST_F(DhWiping, Exception) {
  ThrowingRandom random(b_, 0);
  bool thrown = false;
  EXPECT_EQ(
      leftovers_of({b_},
                   [&] {
                     try {
                       static_cast<void>(DhExchange::start(known_dh_prime(), 3, g_a_, random));
                     } catch (const ThrowingRandom::Failed&) {
                       thrown = true;
                     }
                   }),
      0U);
  EXPECT_TRUE(thrown);
}

// With the order of the subgroup as exponent, g_b is 1 and refused each time.
TEST_F(DhWiping, NoExponentInRange) {
  Number order;
  unsigned carry = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const unsigned byte = known_dh_prime()[i];
    order[i] = static_cast<std::uint8_t>(carry << 7U | byte >> 1U);
    carry = byte & 1U;
  }
  FixedRandom random(order);
  std::error_code code;
  EXPECT_EQ(leftovers_of({order},
                         [&] {
                           const auto none = DhExchange::start(known_dh_prime(), 3, g_a_, random);
                           if (!none) code = none.error().code();
                         }),
            0U);
  EXPECT_EQ(code, Errc::work_limit);
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

// V-508: with this temporary key, drawn again and again, every block is above the modulus.
TEST_F(RsaWiping, WorkLimit) {
  const test::Vectors vectors("rsa.txt");
  const Bytes data = vectors["v508.data"];
  const Bytes padding = vectors["v508.padding"];
  const std::array<std::uint8_t, 32> temp_key = test::counting_array<32>(5);
  FixedRandom random(padding, temp_key);
  const RsaPublicKey key = ServerKeys::production().keys()[0];
  bool done = true;
  EXPECT_EQ(leftovers_of({BytesView(data).subspan(68), padding, temp_key},
                         [&] { done = rsa_pad_encrypt(key, data, random).has_value(); }),
            0U);
  EXPECT_FALSE(done);
}

TEST_F(RsaWiping, Exception) {
  const RsaPublicKey key = ServerKeys::production().keys()[0];
  for (const int draw : {0, 1}) {  // of the padding, of the temporary key
    ThrowingRandom random(random_bytes_, draw);
    bool thrown = false;
    EXPECT_EQ(leftovers_of({data_, random_bytes_},
                           [&] {
                             try {
                               static_cast<void>(rsa_pad_encrypt(key, data_, random));
                             } catch (const ThrowingRandom::Failed&) {
                               thrown = true;
                             }
                           }),
              0U)
        << draw;
    EXPECT_TRUE(thrown) << draw;
  }
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

TEST_F(SrpWiping, Exception) {
  const SrpParameters given{known_dh_prime(), 3, salt_, salt_, B_};
  ThrowingRandom random(a_, 0);
  bool thrown = false;
  EXPECT_EQ(leftovers_of({a_, password_, x_},
                         [&] {
                           try {
                             static_cast<void>(srp_answer(given, password_, random));
                           } catch (const ThrowingRandom::Failed&) {
                             thrown = true;
                           }
                         }),
            0U);
  EXPECT_TRUE(thrown);
}

// The random bytes here are a salt, which the server will see.
TEST_F(SrpWiping, VerifierException) {
  const SrpParameters given{known_dh_prime(), 3, salt_, salt_, {}};
  ThrowingRandom random(a_, 0);
  bool thrown = false;
  EXPECT_EQ(leftovers_of({password_, x_},
                         [&] {
                           try {
                             static_cast<void>(srp_verifier(given, password_, random));
                           } catch (const ThrowingRandom::Failed&) {
                             thrown = true;
                           }
                         }),
            0U);
  EXPECT_TRUE(thrown);
}

TEST(Wiping, Streams) {
  const auto bytes = secret<100>(24);
  EXPECT_EQ(leftovers_of({BytesView(bytes).subspan(64)},
                         [&] {
                           Sha256Stream stream;
                           stream.update(bytes);
                           static_cast<void>(stream.digest());
                         }),
            0U);
}

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

TEST(Wiping, RefusedAuthKeys) {
  const auto bytes = secret<250>(25);
  EXPECT_EQ(leftovers_of({bytes}, [&] { static_cast<void>(AuthKey::from_bytes(bytes)); }), 0U);
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
