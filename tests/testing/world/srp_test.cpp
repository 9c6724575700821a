// Tests of the server's half of SRP: the vectors V-605 to V-607, and what must be refused.
#include "strata/datacenter/world/srp.hpp"

#include "testing/world/srp_client.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

struct Vector605 {
  const char* name;
  int b_add;  // b_i = (7i + b_add) & 255
  bool b_ends_00_2e;
  const char* b_public_hash;
  const char* m1;
};

class SrpVectors : public testing::TestWithParam<Vector605> {
 protected:
  // "steering", salt1 00..27, salt2 00..0f, a_i = (5i + 3) & 255
  static const SrpRecord& record() {
    static const SrpRecord made = [] {
      Bytes salt1(0x28);
      Bytes salt2(0x10);
      for (std::size_t i = 0; i < salt1.size(); ++i) salt1[i] = static_cast<std::uint8_t>(i);
      for (std::size_t i = 0; i < salt2.size(); ++i) salt2[i] = static_cast<std::uint8_t>(i);
      return make_srp_record("steering", salt1, salt2);
    }();
    return made;
  }
  static Bytes series(int factor, int add) {
    Bytes bytes(256);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] = static_cast<std::uint8_t>(static_cast<std::size_t>(factor) * i +
                                           static_cast<std::size_t>(add));
    }
    return bytes;
  }
  Bytes secret() const {
    Bytes b = series(7, GetParam().b_add);
    if (GetParam().b_ends_00_2e) {
      b[254] = 0x00;
      b[255] = 0x2e;
    }
    return b;
  }
};

TEST_P(SrpVectors, ChallengeAndExpectedAnswer) {
  const Bytes a_public = srp_client_public(3, srp_prime(), series(5, 3));
  ASSERT_EQ(to_hex(sha256_of(a_public)),
            "69ffd63f0747815ab799cbd6fb3c2635e2a19be3a808a0b9baeb70031e2af256");
  const Bytes challenge = srp_challenge(record(), secret());
  EXPECT_EQ(to_hex(sha256_of(challenge)), GetParam().b_public_hash);
  EXPECT_EQ(to_hex(srp_expected_answer(record(), secret(), challenge, a_public).value()),
            GetParam().m1);
}

TEST_P(SrpVectors, TheClientsHalfAgrees) {
  const Bytes challenge = srp_challenge(record(), secret());
  EXPECT_EQ(to_hex(srp_client_proof(record(), "steering", challenge, series(5, 3))), GetParam().m1);
}

INSTANTIATE_TEST_SUITE_P(
    J6, SrpVectors,
    testing::Values(Vector605{"V605", 1, false,
                              "c9b9edd47321c08be3aa6e1c5be0c2ec9fd08e00250c9bd8adef16db87b6a944",
                              "739153bd9860fd1411bb01d79d0c5d5144ec7f1e1abb7b30c48781b4a7b45d1d"},
                    Vector605{"V606", 3, false,
                              "b36a5555697e51f9164c4abdc0d6526708b43d1d15d4edbbdf417bf2ff8d6dff",
                              "5649532a93715226f7446f70e718e10aa41db32dde8704656a31c30892648081"},
                    Vector605{"V607", 1, true,
                              "61ab3b27f439635ad556460e4f75da26833062c7ec91fdbe8db2f69e53537767",
                              "25b4726ab876eca4ed4f2a4c88a864cfe5743c189daddb35363a14ec425174c0"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Srp, TurnsThePasswordIntoTheVerifierOfV605) {
  Bytes salt1(0x28);
  Bytes salt2(0x10);
  for (std::size_t i = 0; i < salt1.size(); ++i) salt1[i] = static_cast<std::uint8_t>(i);
  for (std::size_t i = 0; i < salt2.size(); ++i) salt2[i] = static_cast<std::uint8_t>(i);
  EXPECT_EQ(to_hex(srp_password_hash("steering", salt1, salt2)),
            "caede5c97e78208bede6cc415ffeb60ffbbffb609654051bad5e83e954964edc");
  EXPECT_EQ(to_hex(sha256_of(make_srp_record("steering", salt1, salt2).verifier)),
            "bd00db83627d1bd6acd5049cffc686e449127f0a3bf06136b836d165c5e4f78f");
  EXPECT_EQ(to_hex(sha256_of(srp_prime())),
            "02f85e7687fc6f33ba678226a963b3c8a191b47c890cf30debe17c1d623b5af1");
}

TEST(Srp, RefusesAPublicValueOutOfRange) {
  SrpRecord record;
  record.p = srp_prime();
  record.verifier = Bytes(256, 1);
  const Bytes secret(256, 7);
  const Bytes challenge = srp_challenge(record, secret);
  Bytes one(256);
  one.back() = 1;
  Bytes last = srp_prime();
  last.back() -= 1;
  for (const Bytes& a : {Bytes(), Bytes(256), one, last, srp_prime(), Bytes(256, 0xff),
                         Bytes(257, 1), Bytes(1 << 20, 1)}) {
    EXPECT_FALSE(srp_expected_answer(record, secret, challenge, a)) << a.size();
  }
}

TEST(Srp, RefusesVerifiersThatCheckNothing) {
  Bytes one(256);
  one.back() = 1;
  Bytes last = srp_prime();
  last.back() -= 1;
  for (const Bytes& bad : {Bytes(), Bytes(255, 3), Bytes(256), one, last, srp_prime()}) {
    EXPECT_FALSE(is_legal_verifier(bad, srp_prime()));
  }
  EXPECT_TRUE(is_legal_verifier(Bytes(256, 2), srp_prime()));
}

}  // namespace
}  // namespace strata::datacenter
