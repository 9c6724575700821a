// Tests of plain messages and of finding keys.
#include "testing/handshake/client_side.hpp"
#include "testing/session/engine_fixture.hpp"
#include "testing/support.hpp"

namespace strata::datacenter {
namespace {

using ExchangeTest = EngineTest;

TEST_F(ExchangeTest, ToleratesBytesBehindPlainMessages) {
  Link link(*this);
  const Object res_pq = link.plain(HandshakeClient(test_key()).req_pq(), Bytes(444, 1));
  EXPECT_EQ(res_pq.name(), "resPQ");
}

TEST_F(ExchangeTest, GoesOnOverAnotherConnection) {
  HandshakeClient client(test_key());
  std::optional<Link> first(std::in_place, *this);
  const Object res_pq = first->plain(client.req_pq());
  first.reset();
  Link second(*this);
  EXPECT_EQ(second.plain(client.req_dh_params(res_pq, "p_q_inner_data_dc")).name(),
            "server_DH_params_ok");
}

TEST_F(ExchangeTest, AnswersWithoutKnowledgeOfTheNonceAreNotGiven) {
  Link link(*this);
  HandshakeClient client(test_key());
  const Object res_pq = link.plain(client.req_pq());
  Object request = client.req_dh_params(res_pq, "p_q_inner_data");
  request.set("nonce", std::string(16, 'x'));
  link.plain(request);
  Link another(*this);
  another.send(service(Object("ping", {{"ping_id", std::int64_t{1}}})));
  EXPECT_TRUE(another.is_closed || another.take_error() == -404);
}

TEST_F(ExchangeTest, ClosesOnUnreadablePlainMessages) {
  for (const std::size_t size : {0U, 4U, 8U, 12U, 20U, 24U, 40U}) {
    Link link(*this);
    link.send(Bytes(size == 0 ? 4 : size));
    EXPECT_TRUE(link.is_closed) << size;
  }
}

TEST_F(ExchangeTest, UnknownKeysGetTheErrorAndAreCounted) {
  Link link(*this);
  Bytes packet(104, 7);
  link.send(packet);
  EXPECT_EQ(link.take_error(), -404);
  EXPECT_TRUE(link.is_closed);
  EXPECT_EQ(engine->counters().packets_under_unknown_keys.at(0x0707070707070707U), 1U);
}

TEST_F(ExchangeTest, ClosesSilentlyOnPacketsThatDoNotOpen) {
  Client client = make_client();
  PlainMessage ping = message(client, service(Object("ping", {{"ping_id", std::int64_t{1}}})));
  Bytes packet = seal_packet(client.key, ping, Bytes(20), KeyPart::client_to_server);
  packet.back() ^= 1U;
  Link link(*this);
  link.send(packet);
  EXPECT_TRUE(link.is_closed);
  EXPECT_TRUE(link.take().empty());
  EXPECT_EQ(engine->counters().refused_packets, 1U);
}

TEST_F(ExchangeTest, SessionZeroDoesNotExist) {
  Client client = make_client();
  client.session_id = 0;
  Link link(*this);
  send(link, client, service(Object("ping", {{"ping_id", std::int64_t{1}}})));
  EXPECT_EQ(link.take_error(), -404);
}

TEST_F(ExchangeTest, TemporaryKeysExpire) {
  Client client = make_client(60);
  Link link(*this);
  send(link, client, service(Object("ping", {{"ping_id", std::int64_t{1}}})));
  EXPECT_EQ(only(take(link, client), "pong").object.get_long("ping_id"), 1);
  advance(std::chrono::seconds(61));
  send(link, client, service(Object("ping", {{"ping_id", std::int64_t{2}}})));
  EXPECT_EQ(link.take_error(), -404);
}

TEST_F(ExchangeTest, ClosesConnectionsOnWhichNothingCompleteArrives) {
  Link silent(*this);
  Link slow(*this);
  for (int i = 0; i < 5; ++i) {
    advance(std::chrono::seconds(7));
    slow.send_raw(hex("28"));
  }
  EXPECT_TRUE(silent.is_closed);
  EXPECT_TRUE(slow.is_closed);
  EXPECT_EQ(engine->counters().connections_open, 0U);
}

TEST_F(ExchangeTest, CountsKeys) {
  make_client();
  make_client(100);
  const Counters counters = engine->counters();
  EXPECT_EQ(counters.handshakes_started, 2U);
  EXPECT_EQ(counters.permanent_keys_made, 1U);
  EXPECT_EQ(counters.temporary_keys_made, 1U);
}

}  // namespace
}  // namespace strata::datacenter
