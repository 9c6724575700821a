// set_client_DH_params: what stands under the encryption.
#include "handshake/client_dh.hpp"

#include "mtproto/handshake/openssl_math.hpp"
#include "mtproto/handshake/raw_tl.hpp"
#include "support/scripted_random.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto::handshake_test {
namespace {

Exchange sample_exchange() {
  Exchange exchange;
  exchange.nonce.fill(0x11);
  exchange.server_nonce.fill(0x22);
  exchange.new_nonce = crypto::SecureArray<32>(std::array<std::uint8_t, 32>{0x33});
  return exchange;
}

// The encrypted field of the request for a g_b of `size` bytes, decrypted.
Bytes plaintext(std::size_t size, std::uint64_t retry_id) {
  const Exchange exchange = sample_exchange();
  const auto tmp_key = crypto::tmp_aes_key(exchange.new_nonce.view(), exchange.server_nonce);
  strata::test::ScriptedRandom random;
  Buffer out(Buffer::default_headroom);
  const Status written =
      write_set_client_dh_params(out, exchange, tmp_key, retry_id, Bytes(size, 0x44), random);
  EXPECT_TRUE(written.has_value());
  RawReader request(out.bytes());
  EXPECT_EQ(request.number<std::uint32_t>(), 0xf5045f1fU);
  EXPECT_EQ(request.nonce(), exchange.nonce);
  EXPECT_EQ(request.nonce(), exchange.server_nonce);
  const Bytes encrypted = request.bytes();
  EXPECT_EQ(encrypted.size() % 16, 0U);
  return ige_decrypt(encrypted, tmp_key.key, tmp_key.iv);
}

TEST(ClientDh, InnerData_FollowsItsHash_A61) {
  const Bytes plain = plaintext(256, 0x0102030405060708);
  const BytesView object = BytesView(plain).subspan(20, 304);
  EXPECT_EQ(to_hex(sha1(object)), to_hex(BytesView(plain).first(20)));
  RawReader inner(object);
  EXPECT_EQ(inner.number<std::uint32_t>(), 0x6643b654U);
  EXPECT_EQ(inner.nonce(), sample_exchange().nonce);
  EXPECT_EQ(inner.nonce(), sample_exchange().server_nonce);
  EXPECT_EQ(inner.number<std::uint64_t>(), 0x0102030405060708U);
  EXPECT_EQ(inner.bytes(), Bytes(256, 0x44));
  EXPECT_EQ(inner.left(), 0U);
}

TEST(ClientDh, Padding_FillsTheLastBlockAndNoMore_A61) {
  // 20 bytes of hash, 44 before g_b, g_b with its length and alignment.
  EXPECT_EQ(plaintext(252, 0).size(), 320U);  // nothing to fill
  EXPECT_EQ(plaintext(255, 0).size(), 336U);
  EXPECT_EQ(plaintext(256, 0).size(), 336U);
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
