// Tests of service messages, one by one.
#include "testing/session/engine_fixture.hpp"
#include "testing/support.hpp"

namespace strata::datacenter {
namespace {

class ServiceMessages : public EngineTest {
 protected:
  ServiceMessages() {
    // The session is announced and initialised, so that only what is asked for comes back.
    ask(link, client, first_call(Object("help.getNearestDc")));
  }

  /// Sends a service request and gives everything that comes back.
  std::vector<FromServer> request(const Object& object) {
    last_id = send(link, client, service(object), false);
    return take(link, client);
  }
  /// The name of what an rpc_result holds.
  static std::string result_name(const FromServer& answer) {
    return mtproto_codec().decode(answer.result).value_or(Object()).name();
  }

  Client client = make_client();
  Link link{*this};
  std::int64_t last_id = 0;
};

TEST_F(ServiceMessages, PingIsAnsweredByPong) {
  const FromServer pong = only(request(Object("ping", {{"ping_id", std::int64_t{5}}})), "pong");
  EXPECT_EQ(pong.object.get_long("ping_id"), 5);
  EXPECT_EQ(pong.object.get_long("msg_id"), last_id);
  EXPECT_EQ(pong.seq_no % 2, 0);
  EXPECT_EQ(pong.msg_id % 2, 1) << "ids of servers are odd";
}

TEST_F(ServiceMessages, ContentRelatedOnesAreAcknowledged) {
  const std::int64_t id =
      send(link, client, service(Object("ping", {{"ping_id", std::int64_t{5}}})), true);
  const FromServer ack = only(take(link, client), "msgs_ack");
  EXPECT_EQ(ack.object.get_vector("msg_ids"), Vector{id});
  EXPECT_EQ(ack.seq_no % 2, 0);
}

TEST_F(ServiceMessages, PingWithDelayClosesUnlessRepeated) {
  const Object ping("ping_delay_disconnect",
                    {{"ping_id", std::int64_t{5}}, {"disconnect_delay", 75}});
  request(ping);
  advance(std::chrono::seconds(60));
  request(ping);
  advance(std::chrono::seconds(60));
  EXPECT_FALSE(link.is_closed);
  advance(std::chrono::seconds(16));
  EXPECT_TRUE(link.is_closed);
}

TEST_F(ServiceMessages, FutureSaltsFollowEachOther) {
  const Object salts =
      only(request(Object("get_future_salts", {{"num", 5}})), "future_salts").object;
  EXPECT_EQ(salts.get_long("req_msg_id"), last_id);
  EXPECT_EQ(std::chrono::seconds(salts.get_int("now")), now);
  const Vector& list = salts.get_vector("salts");
  ASSERT_EQ(list.size(), 5U);
  EXPECT_EQ(list[0].as_object().get_long("salt"), client.salt);
  for (std::size_t i = 1; i < list.size(); ++i) {
    EXPECT_EQ(list[i].as_object().get_int("valid_since"),
              list[i - 1].as_object().get_int("valid_since") + 1800);
  }
  // The one told in advance is the one expected later.
  advance(std::chrono::minutes(91));
  client.salt = list[3].as_object().get_long("salt");
  EXPECT_EQ(count(request(Object("ping", {{"ping_id", std::int64_t{1}}})), "pong"), 1U);
}

TEST_F(ServiceMessages, FutureSaltsAreBounded) {
  for (const std::int32_t number : {-1, 0, 1'000'000}) {
    const auto answer = request(Object("get_future_salts", {{"num", number}}));
    const std::size_t count = only(answer, "future_salts").object.get_vector("salts").size();
    EXPECT_EQ(count, number > 0 ? 64U : 1U);
  }
}

TEST_F(ServiceMessages, StatesOfMessagesAreKnown) {
  const std::int64_t answered = send(link, client, call(Object("help.getNearestDc")));
  const std::int64_t running = send(link, client, call(Object("help.getSupportName")));
  take(link, client);
  const Object info =
      only(request(Object("msgs_state_req",
                          {{"msg_ids", Vector{answered, running, last_id + 4, INT64_MAX - 3}}})),
           "msgs_state_info")
          .object;
  EXPECT_EQ(info.get_long("req_msg_id"), last_id);
  ASSERT_EQ(info.get_bytes("info").size(), 4U);
  EXPECT_EQ(info.get_bytes("info")[0] & 7U, 4U);
  EXPECT_EQ(info.get_bytes("info")[0] & 64U, 64U);
  EXPECT_EQ(info.get_bytes("info")[1] & 32U, 32U);
  EXPECT_EQ(info.get_bytes("info")[2], 2U);
  EXPECT_EQ(info.get_bytes("info")[3], 3U);
}

TEST_F(ServiceMessages, ResendsWhatIsHeldAndTellsStatesOfTheRest) {
  const FromServer answer = ask(link, client, call(Object("help.getNearestDc")));
  auto back = request(Object("msg_resend_req", {{"msg_ids", Vector{answer.msg_id}}}));
  EXPECT_EQ(only(back, "rpc_result").body, answer.body);
  back = request(Object("msg_resend_req", {{"msg_ids", Vector{std::int64_t{5}}}}));
  EXPECT_EQ(only(back, "msgs_state_info").object.get_bytes("info").size(), 1U);
}

TEST_F(ServiceMessages, DropsAnswers) {
  const std::int64_t running = send(link, client, call(Object("help.getSupportName")));
  take(link, client);
  const auto drop = [&](std::int64_t id) {
    return result_name(
        only(request(Object("rpc_drop_answer", {{"req_msg_id", id}})), "rpc_result"));
  };
  EXPECT_EQ(drop(running), "rpc_answer_dropped_running");
  probe->waiting.front()(Value(Object("help.supportName", {{"name", "x"}})));
  advance(std::chrono::seconds(1));
  EXPECT_EQ(count(take(link, client), "rpc_result"), 0U) << "nobody wants it any more";

  const std::int64_t answered = send(link, client, call(Object("help.getNearestDc")));
  take(link, client);
  EXPECT_EQ(drop(answered), "rpc_answer_dropped");
  EXPECT_EQ(drop(answered), "rpc_answer_unknown");
  EXPECT_EQ(drop(12), "rpc_answer_unknown");
}

TEST_F(ServiceMessages, DestroysOtherSessionsOnly) {
  Client other = client;
  other.session_id = 88;
  send(link, other, service(Object("ping", {{"ping_id", std::int64_t{1}}})));
  take(link, other);
  const auto destroy = [&](std::int64_t id) {
    return request(Object("destroy_session", {{"session_id", id}}));
  };
  EXPECT_EQ(only(destroy(88), "destroy_session_ok").object.get_long("session_id"), 88);
  EXPECT_EQ(count(destroy(88), "destroy_session_none"), 1U);
  EXPECT_EQ(count(destroy(client.session_id), "destroy_session_none"), 1U);
  EXPECT_EQ(probe->sessions_closed, 1);
}

TEST_F(ServiceMessages, DestroysTheKeyAfterSayingSo) {
  EXPECT_EQ(count(request(Object("destroy_auth_key")), "destroy_auth_key_ok"), 1U);
  EXPECT_TRUE(link.is_closed);
  EXPECT_EQ(probe->destroyed_keys, std::vector<std::uint64_t>{auth_key_id(client.key)});
  Link again(*this);
  send(again, client, service(Object("ping", {{"ping_id", std::int64_t{1}}})));
  EXPECT_EQ(again.take_error(), -404);
}

TEST_F(ServiceMessages, MalformedOnesCloseTheConnection) {
  send(link, client, hex("ec77be7a 00000000"), false);
  EXPECT_TRUE(link.is_closed);
}

TEST_F(ServiceMessages, ListsOfMoreThan8192IdsCloseTheConnection) {
  send(link, client,
       service(Object("msgs_ack", {{"msg_ids", Vector(8193, Value(std::int64_t{1}))}})), false);
  EXPECT_TRUE(link.is_closed);
}

TEST_F(ServiceMessages, SurviveEveryTruncation) {
  const std::array objects{
      Object("msgs_ack", {{"msg_ids", Vector{std::int64_t{1}}}}),
      Object("msgs_state_req", {{"msg_ids", Vector{std::int64_t{1}}}}),
      Object("get_future_salts", {{"num", 5}}),
      Object("rpc_drop_answer", {{"req_msg_id", std::int64_t{1}}}),
      Object("http_wait", {{"max_delay", 1}, {"wait_after", 1}, {"max_wait", 1}}),
      Object("msgs_all_info", {{"msg_ids", Vector{std::int64_t{1}}}, {"info", "x"}})};
  for (const Object& object : objects) {
    const Bytes whole = service(object);
    for (std::size_t size = 4; size <= whole.size(); size += 4) {
      Link fresh(*this);
      send(fresh, client, Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)),
           false);
      EXPECT_EQ(fresh.is_closed, size != whole.size()) << object.name() << " " << size;
    }
  }
}

}  // namespace
}  // namespace strata::datacenter
