// The published walk-through of the key exchange, in the server's direction (protocol.md J.10).
#include "crypto/dh.hpp"
#include "crypto/digest.hpp"
#include "handshake/temp_cipher.hpp"
#include "testing/handshake/client_side.hpp"
#include "testing/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace strata::datacenter {
namespace {

/// Gives the bytes it was made with.
class FixedRandom final : public Random {
 public:
  explicit FixedRandom(Bytes bytes) : bytes_(std::move(bytes)) {}
  void fill(MutableBytes to) override {
    std::copy_n(bytes_.begin(), to.size(), to.begin());
    bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(to.size()));
  }

 private:
  Bytes bytes_;
};

const Bytes nonce = hex("15a084b3b9ca2a17f03925f44b78fe68");
const Bytes server_nonce = hex("d6701fcd212ceb87c966e5318f5564a8");
const Bytes new_nonce = hex("845fad32d10a4c7967da49a89fbe508ad24aa3150992b499b3b2c72cdc0f364c");
const Bytes g_a = hex(
    "9828b2e4caec188bb94216f5e2db632a17630a21fd00c67465e741d26137c8e2b757f349d8dd1b62b601642acb9e3b"
    "390abf153d3a11615a128ed1d79379d763c14d2df5cef99c96945c51290c1fd82c4b482078863b2bc7022c7886c21c"
    "0f1d24814c768321c05934303e50ae22cbc83f2a3994bbc3c72e77bf10cdb695cbd86655d1bc0a083551e59d0fbfcf"
    "a13825a182105a78da35af5a15c064275b6e6729049c84209b898675c9110adcd1cbb2aab333c05d3e9f70d05fee7c"
    "54efce927e1b40a719d04d15c7e950eb885e60aaae990231719dbddd84c65b2f3a606fe1f78dea7c8fad25c1cd7876"
    "eb6f5a46270b82d549e31edd3c2dc2f82970a4999c");
const Bytes b = hex(
    "a521c97b9d210812c56055c62fe8c3ce7fc97a75e51d4428f78f7d5f7325fce03ff70d99039502fb75059dc40e36cf"
    "4f4d7a073937cc6dbc86ab864e7b3f26efe833f766856033931bc41f031507dd571fcfebb28f1b3df1577a90c25b95"
    "c56894aab64c681961ac68afa9aadf03752d0e26eadd645a02d7895b64846eb83b3ddd458d856870cd8c0765b985c1"
    "ed50d5d802dde67b159c899898a9b738d17802f3d50b83a868738d8502bbe33b8d7fbc3348e3e444352816fd84d300"
    "a2a8e2117cac0eaec654235183187d85548791bf25abfd1ac97eab7fa685f67a57e7bbe47b96a99b8f34b8eb523c18"
    "aee074eabacb6fa9a28a41f4f961f41d86b19f4ec1");

Object inner_data() {
  return Object("server_DH_inner_data",
                {{"nonce", nonce},
                 {"server_nonce", server_nonce},
                 {"g", 3},
                 {"dh_prime", DhGroup::known().prime},
                 {"g_a", g_a},
                 {"server_time", load_le<std::int32_t>(hex("fdc0ab65").data())}});
}

TEST(Walkthrough, SealsTheServersAnswer) {
  FixedRandom padding(hex("7607b7374780e1c0"));
  const Bytes sealed = seal_inner(inner_data(), new_nonce, server_nonce, padding).value();
  EXPECT_EQ(sealed.size(), 592U);
  EXPECT_EQ(to_hex(BytesView(sealed).first(16)), "fef627ac3a88027bc6583f95d82e6100");
  EXPECT_EQ(to_hex(sha256({sealed})),
            "65bcf017b3ac1fb94433812dc74402e481d8cf2311ac06967a65157703ae2bdc");
  EXPECT_EQ(open_inner(sealed, new_nonce, server_nonce).value(), inner_data());
}

TEST(Walkthrough, ComputesTheSharedKey) {
  DhSecret secret;
  secret.a = b;
  const auto key = dh_shared_key(DhGroup::known(), secret, g_a);
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(to_hex(sha256({*key})),
            "deb2631ccf3612ce6aec7e164aa1f06c69f4475891fc409e37de66bc489fd077");
  EXPECT_EQ(to_hex(sha1({*key})), "26d6ceeff1381295e06ab26f8ae7a271969a9b1f");
  EXPECT_EQ(auth_key_id(*key), load_le<std::uint64_t>(hex("8ae7a271969a9b1f").data()));
}

TEST(Walkthrough, SealsTheClientsAnswer) {
  const Bytes g_b = mod_exp(Bytes{3}, b, DhGroup::known().prime);
  EXPECT_EQ(to_hex(BytesView(g_b).first(8)), "a0bb357c5a5fbc4e");
  const Object data("client_DH_inner_data", {{"nonce", nonce},
                                             {"server_nonce", server_nonce},
                                             {"retry_id", std::int64_t{0}},
                                             {"g_b", g_b}});
  FixedRandom padding(hex("c320374a97c7bb863cff9f97"));
  const Bytes sealed = seal_inner(data, new_nonce, server_nonce, padding).value();
  EXPECT_EQ(sealed.size(), 336U);
  EXPECT_EQ(to_hex(sha256({sealed})),
            "adfd9fdd162efeefc52bd6f00e81cd262b1c42485cfd68ee65b1472a5a664077");
  EXPECT_EQ(open_inner(sealed, new_nonce, server_nonce).value(), data);
}

}  // namespace
}  // namespace strata::datacenter
