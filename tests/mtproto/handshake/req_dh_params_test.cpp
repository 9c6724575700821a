// req_DH_params: the inner data of permanent and temporary keys, for each kind of data centre.
#include "handshake/req_dh_params.hpp"

#include "mtproto/handshake/handshake_run.hpp"

namespace strata::mtproto::handshake_test {
namespace {

// Up to the server's knowledge of the inner data; it does not matter how the exchange ends.
HandshakeRecord request(HandshakeOptions options) {
  HandshakeServer server;
  const HandshakeAction action = run(server, std::move(options));
  EXPECT_TRUE(std::holds_alternative<HandshakeDone>(action));
  return server.record();
}

TEST(ReqDhParams, PermanentKey_NamesTheDataCentre_A40) {
  for (const std::int32_t dc : {2, 10002, -4, 203}) {
    HandshakeOptions options = test_options();
    options.dc = dc;
    const HandshakeRecord record = request(std::move(options));
    EXPECT_EQ(record.inner_id, 0xa9f55f95U);
    EXPECT_EQ(record.dc, dc);
    EXPECT_EQ(record.expires_in, std::nullopt);
  }
}

TEST(ReqDhParams, TemporaryKey_AddsItsLife_A40) {
  HandshakeOptions options = test_options();
  options.expires_in = std::chrono::hours(24);
  options.dc = -2;
  const HandshakeRecord record = request(std::move(options));
  EXPECT_EQ(record.inner_id, 0x56fddf88U);
  EXPECT_EQ(record.dc, -2);
  EXPECT_EQ(record.expires_in, 86'400);
}

TEST(ReqDhParams, FactorsAndPq_GoBothWays_A23) {
  const HandshakeRecord record = request(test_options());
  EXPECT_EQ(to_hex(record.p), "3c2357cf");
  EXPECT_EQ(to_hex(record.q), "56bfb29f");
  EXPECT_EQ(to_hex(record.inner_pq), "1460e7d3fa727791");
  EXPECT_EQ(record.rsa_block.size(), 256U);
}

TEST(ReqDhParams, EachAttempt_HasItsOwnSecrets) {
  HandshakeServer one;
  HandshakeServer other;
  ASSERT_TRUE(std::holds_alternative<HandshakeDone>(run(one, test_options(), 1)));
  ASSERT_TRUE(std::holds_alternative<HandshakeDone>(run(other, test_options(), 2)));
  EXPECT_NE(to_hex(one.record().new_nonce), to_hex(other.record().new_nonce));
  EXPECT_NE(to_hex(one.record().g_bs.front()), to_hex(other.record().g_bs.front()));
}

TEST(ReqDhParams, KeyThatCannotEncrypt_IsReported) {
  // pq so long that the inner data does not fit the RSA block.
  Exchange exchange;
  Buffer out;
  ScriptedRandom random;
  const crypto::ServerKeys keys = HandshakeServer::keys();
  const Bytes pq(200, 1);
  const Status status = write_req_dh_params(out, exchange, pq, {{3}, {5}}, keys.keys().front(),
                                            {.dc = 2, .expires_in = {}}, random);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code(), Errc::rsa_failed);
}

}  // namespace
}  // namespace strata::mtproto::handshake_test
