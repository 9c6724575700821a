// Tests of what happens when connections, answers, salts, sessions and keys are lost.
#include "testing/session/engine_fixture.hpp"
#include "testing/support.hpp"

namespace strata::datacenter {
namespace {

class Delivery : public EngineTest {
 protected:
  Delivery() { ask(*link, client, first_call(Object("help.getNearestDc"))); }

  void reconnect() {
    link.reset();
    link.emplace(*this);
  }
  std::vector<FromServer> ping() {
    send(*link, client, service(Object("ping", {{"ping_id", std::int64_t{1}}})), false);
    return take(*link, client);
  }
  static Bytes status() { return call(Object("account.updateStatus", {{"offline", false}})); }

  Client client = make_client();
  std::optional<Link> link{std::in_place, *this};
};

TEST_F(Delivery, SendsAgainWhatWasNotAcknowledgedBeforeTheConnectionWasLost) {
  send(*link, client, status());
  const auto before = take(*link, client);
  const FromServer answer = only(before, "rpc_result");
  const FromServer update = only(before, "updatesTooLong");
  send(*link, client, service(Object("msgs_ack", {{"msg_ids", Vector{answer.msg_id}}})), false);
  reconnect();
  const auto after = ping();
  const FromServer again = only(after, "updatesTooLong");
  EXPECT_EQ(again.msg_id, update.msg_id);
  EXPECT_EQ(again.seq_no, update.seq_no);
  for (const FromServer& each : after) EXPECT_NE(each.msg_id, answer.msg_id);
  EXPECT_EQ(count(ping(), "updatesTooLong"), 0U);
}

TEST_F(Delivery, UpdatesWaitForAClientThatIsAway) {
  Client other = client;
  other.session_id = 88;
  Link other_link(*this);
  ask(other_link, other, first_call(Object("help.getNearestDc")));
  link.reset();
  send(other_link, other, status());
  link.emplace(*this);
  EXPECT_EQ(count(ping(), "updatesTooLong"), 1U);
}

TEST_F(Delivery, ASessionMayUseSeveralConnectionsWithoutRepetition) {
  Link second(*this);
  send(second, client, service(Object("ping", {{"ping_id", std::int64_t{1}}})), false);
  EXPECT_EQ(count(take(second, client), "rpc_result"), 0U);
  EXPECT_EQ(ping().size(), 1U);
}

TEST_F(Delivery, LostAnswersAreHeldForTheRepeatedRequest) {
  engine->faults().drop_answers = 1;
  engine->faults().drop_answers_to = "account.updateStatus";
  const PlainMessage request = message(client, status());
  send(*link, client, request);
  EXPECT_EQ(count(take(*link, client), "rpc_result"), 0U);
  send(*link, client, request);
  EXPECT_EQ(count(take(*link, client), "rpc_result"), 1U);
  EXPECT_EQ(engine->counters().calls.at("account.updateStatus"), 1U);
}

TEST_F(Delivery, AnswersMayBeDelayed) {
  engine->faults().delay_answers = std::chrono::seconds(5);
  send(*link, client, status());
  EXPECT_EQ(count(take(*link, client), "rpc_result"), 0U);
  advance(std::chrono::seconds(4));
  EXPECT_EQ(count(take(*link, client), "rpc_result"), 0U);
  advance(std::chrono::seconds(1));
  EXPECT_EQ(count(take(*link, client), "rpc_result"), 1U);
}

TEST_F(Delivery, ForgottenSaltsAreReplaced) {
  engine->forget_salts(now);
  const Object notice = only(ping(), "bad_server_salt").object;
  EXPECT_NE(notice.get_long("new_server_salt"), client.salt);
  client.salt = notice.get_long("new_server_salt");
  EXPECT_EQ(count(ping(), "pong"), 1U);
}

TEST_F(Delivery, ForgottenSessionsAreAnnouncedAnew) {
  engine->forget_sessions(now);
  const auto messages = ping();
  EXPECT_EQ(count(messages, "new_session_created"), 1U);
  EXPECT_EQ(count(messages, "pong"), 1U);
}

TEST_F(Delivery, ForgottenKeysAreUnknown) {
  engine->forget_keys(now);
  EXPECT_TRUE(link->is_closed);
  reconnect();
  send(*link, client, service(Object("ping", {{"ping_id", std::int64_t{1}}})));
  EXPECT_EQ(link->take_error(), -404);
}

TEST_F(Delivery, ForgettingTemporaryKeysLeavesPermanentOnes) {
  Client temporary = make_client(3600);
  engine->forget_temporary_keys(now);
  EXPECT_EQ(count(ping(), "pong"), 1U);
  Link other(*this);
  send(other, temporary, service(Object("ping", {{"ping_id", std::int64_t{1}}})));
  EXPECT_EQ(other.take_error(), -404);
}

TEST_F(Delivery, ConnectionsMayBeDroppedRefusedAndCut) {
  engine->drop_connections(now);
  EXPECT_TRUE(link->is_closed);
  engine->faults().refuse_connections = true;
  EXPECT_TRUE(Link(*this).is_closed);
  engine->faults().refuse_connections = false;
  engine->faults().close_after_packets = 2;
  link.reset();
  link.emplace(*this);
  ping();
  EXPECT_FALSE(link->is_closed);
  ping();
  EXPECT_TRUE(link->is_closed);
}

TEST_F(Delivery, ErrorsOfAllKindsMayBeForced) {
  engine->faults().transport_error = -429;
  send(*link, client, status());
  EXPECT_EQ(link->take_error(), -429);
  engine->faults().bad_message_code = 32;
  send(*link, client, status());
  EXPECT_EQ(only(take(*link, client), "bad_msg_notification").object.get_int("error_code"), 32);
  engine->faults().rpc_error_code = 420;
  engine->faults().rpc_error_text = "FLOOD_WAIT_7";
  EXPECT_EQ(error_of(ask(*link, client, status())), "420 FLOOD_WAIT_7");
  EXPECT_EQ(error_of(ask(*link, client, status())), "") << "once each";
}

TEST_F(Delivery, PacketsMayBeChangedBeforeTheyAreSealed) {
  engine->faults().edit_packet = [](OutgoingPacket& packet) {
    packet.msg_id = 8;
    packet.repeats = 1;
  };
  const auto messages = ping();
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].msg_id, 8);
  engine->faults().edit_packet = [](OutgoingPacket& packet) { packet.dropped = true; };
  EXPECT_TRUE(ping().empty());
}

TEST_F(Delivery, ContainersHoldManyMessagesInTheOrderOfTheirIds) {
  for (int i = 0; i < 250; ++i) send(*link, client, status());
  reconnect();
  std::int64_t last = 0;
  std::size_t updates = 0;
  for (const FromServer& each : ping()) {
    if (!each.object.is("updatesTooLong") && !each.object.is("rpc_result")) continue;
    EXPECT_GT(each.msg_id, last);
    last = each.msg_id;
    ++updates;
  }
  EXPECT_GE(updates, 500U);
}

}  // namespace
}  // namespace strata::datacenter
