// The key exchange that Telegram publishes step by step, reproduced to the byte (J.10).
// Spec: core.telegram.org/mtproto/samples-auth_key
#include "mtproto/handshake/handshake_run.hpp"

namespace strata::mtproto::handshake_test {
namespace {

Bytes hex(std::string_view text) { return from_hex(text).value(); }

const Bytes nonce = hex("15a084b3b9ca2a17f03925f44b78fe68");
const Bytes server_nonce = hex("d6701fcd212ceb87c966e5318f5564a8");
const Bytes new_nonce = hex("845fad32d10a4c7967da49a89fbe508ad24aa3150992b499b3b2c72cdc0f364c");
const Bytes rsa_padding =
    hex("5c3e7244f0896a34c58f66fc548b7a2d0a4153b5e703a8ff11fbf623b7e2f9ba25e3539490da77ceb9ab45a44f"
        "9d7d3cb5de7c0f69f0d5819112f5cacf06c964ae5d8bc3c727ac39a058681b8e80aab76bf06cd90fcbc2b7cfbf"
        "8135");
const Bytes rsa_temp_key = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
const Bytes tmp_aes_key = hex("d32e4a7f18252ae2b0406b84633e1117833ed75bda40011d1e1700e3e08a8ae7");
const Bytes tmp_aes_iv = hex("4ffc40d969d49934ed3740ff66d9179947a5e1d85c4c7f15555920c1845fad32");
const Bytes g_a =
    hex("9828b2e4caec188bb94216f5e2db632a17630a21fd00c67465e741d26137c8e2b757f349d8dd1b62b601642acb"
        "9e3b390abf153d3a11615a128ed1d79379d763c14d2df5cef99c96945c51290c1fd82c4b482078863b2bc7022c"
        "7886c21c0f1d24814c768321c05934303e50ae22cbc83f2a3994bbc3c72e77bf10cdb695cbd86655d1bc0a0835"
        "51e59d0fbfcfa13825a182105a78da35af5a15c064275b6e6729049c84209b898675c9110adcd1cbb2aab333c0"
        "5d3e9f70d05fee7c54efce927e1b40a719d04d15c7e950eb885e60aaae990231719dbddd84c65b2f3a606fe1f7"
        "8dea7c8fad25c1cd7876eb6f5a46270b82d549e31edd3c2dc2f82970a4999c");
const Bytes b =
    hex("a521c97b9d210812c56055c62fe8c3ce7fc97a75e51d4428f78f7d5f7325fce03ff70d99039502fb75059dc40e"
        "36cf4f4d7a073937cc6dbc86ab864e7b3f26efe833f766856033931bc41f031507dd571fcfebb28f1b3df1577a"
        "90c25b95c56894aab64c681961ac68afa9aadf03752d0e26eadd645a02d7895b64846eb83b3ddd458d856870cd"
        "8c0765b985c1ed50d5d802dde67b159c899898a9b738d17802f3d50b83a868738d8502bbe33b8d7fbc3348e3e4"
        "44352816fd84d300a2a8e2117cac0eaec654235183187d85548791bf25abfd1ac97eab7fa685f67a57e7bbe47b"
        "96a99b8f34b8eb523c18aee074eabacb6fa9a28a41f4f961f41d86b19f4ec1");
const Bytes client_dh_padding = hex("c320374a97c7bb863cff9f97");

Bytes concat(std::initializer_list<BytesView> parts) {
  Bytes all;
  for (const BytesView part : parts) append(all, part);
  return all;
}

// The sample's envelopes declare more than they hold.
Bytes plain(std::int32_t declared, BytesView body) {
  return RawWriter()
      .number<std::uint64_t>(0)
      .number<std::uint64_t>(0x65abc0fd'9a01a401)
      .number(declared)
      .raw(body)
      .take();
}

Bytes res_pq() {
  return plain(184, hex("63241605" + to_hex(nonce) + to_hex(server_nonce) +
                        "081460e7d3fa727791000000"
                        "15c4b51c"
                        "03000000"
                        "a5b7f709355fc30b"
                        "216be86c022bb4c3"
                        "85fd64de851d9dd0"));
}

Bytes encrypted_answer() {
  const Bytes inner = RawWriter()
                          .id(0xb5890dba)
                          .raw(nonce)
                          .raw(server_nonce)
                          .number<std::int32_t>(3)
                          .bytes(known_prime())
                          .bytes(g_a)
                          .number<std::int32_t>(1'705'754'877)
                          .take();
  EXPECT_EQ(inner.size(), 564U);
  return ige_encrypt(concat({sha1(inner), inner, hex("7607b7374780e1c0")}), tmp_aes_key,
                     tmp_aes_iv);
}

Bytes dh_params() {
  return plain(
      668,
      RawWriter().id(0xd0e8075c).raw(nonce).raw(server_nonce).bytes(encrypted_answer()).take());
}

Bytes dh_gen_ok() {
  return plain(112, RawWriter()
                        .id(0x3bcbf734)
                        .raw(nonce)
                        .raw(server_nonce)
                        .raw(hex("677f483bb89fd206b244a2d1ac38cb31"))
                        .take());
}

// Telegram's production key, as a client has it.
HandshakeOptions sample_options() {
  HandshakeOptions options;
  options.keys = crypto::ServerKeys::production();
  options.dc = 2;
  return options;
}

BytesView body_of(const HandshakeAction& action) {
  return std::get<SendPacket>(action).packet.bytes().subspan(20);
}

// the inner data as servers write it.
TEST(OfficialSample, EncryptedAnswer_IsThePublishedOne) {
  EXPECT_EQ(encrypted_answer().size(), 592U);
  EXPECT_EQ(to_hex(sha256(encrypted_answer())),
            "65bcf017b3ac1fb94433812dc74402e481d8cf2311ac06967a65157703ae2bdc");
}

TEST(OfficialSample, ReproducesTheKey_J10) {
  // Everything that the sample's client drew; the 32 bytes before b are the task's spare stream.
  ScriptedRandom random(
      concat({nonce, new_nonce, rsa_padding, rsa_temp_key, Bytes(32), b, client_dh_padding}));
  Handshake handshake(sample_options(), random);
  // The fraction of the second that gives the sample's msg_id 0x65abc0fc000df764.
  const Now now{.monotonic = std::chrono::seconds(5),
                .unix_time = std::chrono::nanoseconds(0x65abc0fc * 1'000'000'000LL + 213'110)};

  HandshakeAction action = start(handshake, now);
  EXPECT_EQ(to_hex(std::get<SendPacket>(action).packet.bytes()),
            "000000000000000064f70d00fcc0ab6514000000f18e7ebe15a084b3b9ca2a17f03925f44b78fe68");

  action = settle(handshake, now, handshake.on_packet(now, res_pq()));
  ASSERT_TRUE(std::holds_alternative<SendPacket>(action));
  RawReader request(body_of(action));
  EXPECT_EQ(request.number<std::uint32_t>(), 0xd712e4beU);
  EXPECT_EQ(to_hex(request.raw(16)), to_hex(nonce));
  EXPECT_EQ(to_hex(request.raw(16)), to_hex(server_nonce));
  EXPECT_EQ(to_hex(request.bytes()), "3c2357cf");
  EXPECT_EQ(to_hex(request.bytes()), "56bfb29f");
  EXPECT_EQ(to_hex(request.raw(8)), "85fd64de851d9dd0");
  const Bytes rsa_block = request.bytes();
  EXPECT_EQ(to_hex(sha256(rsa_block)),  // V-508
            "66b47d05c8bf52db38ef2bf09a344398dfe35bc5a3215c140c10d403b3167f64");
  EXPECT_EQ(request.left(), 0U);

  action = settle(handshake, now, handshake.on_packet(now, dh_params()));
  ASSERT_TRUE(std::holds_alternative<SendPacket>(action));
  request = RawReader(body_of(action));
  EXPECT_EQ(request.number<std::uint32_t>(), 0xf5045f1fU);
  request.raw(32);
  const Bytes encrypted_data = request.bytes();
  EXPECT_EQ(encrypted_data.size(), 336U);
  EXPECT_EQ(to_hex(sha256(encrypted_data)),
            "adfd9fdd162efeefc52bd6f00e81cd262b1c42485cfd68ee65b1472a5a664077");
  EXPECT_EQ(random.script_left(), 0U);

  action = handshake.on_packet(now, dh_gen_ok());
  ASSERT_TRUE(std::holds_alternative<HandshakeDone>(action));
  const auto& done = std::get<HandshakeDone>(action);
  EXPECT_EQ(to_hex(sha256(done.key.bytes())),
            "deb2631ccf3612ce6aec7e164aa1f06c69f4475891fc409e37de66bc489fd077");
  EXPECT_EQ(to_hex(sha1(done.key.bytes())), "26d6ceeff1381295e06ab26f8ae7a271969a9b1f");
  Bytes number(8);
  store_le(number.data(), done.key.id());
  EXPECT_EQ(to_hex(number), "8ae7a271969a9b1f");
  store_le(number.data(), done.key.aux_hash());
  EXPECT_EQ(to_hex(number), "26d6ceeff1381295");
  store_le(number.data(), done.server_salt);
  EXPECT_EQ(to_hex(number), "522fb2fff026a7fe");
  EXPECT_EQ(done.time_offset, std::chrono::seconds(1'705'754'877 - 5));
  const std::span<const std::uint8_t, 32> secret(new_nonce.data(), 32);
  EXPECT_EQ(to_hex(done.key.new_nonce_hash(secret, 2)), "5f76f126317168f0b0aa0f8a7cde8d52");
  EXPECT_EQ(to_hex(done.key.new_nonce_hash(secret, 3)), "f0d720c06e826b5920c6020c882acbe6");
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
