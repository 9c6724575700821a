// Tests of calls: wrappers, layers, permission, order, answers that come later, updates.
#include "testing/session/engine_fixture.hpp"
#include "testing/support.hpp"

namespace strata::datacenter {
namespace {

class Calls : public EngineTest {
 protected:
  Object wrapped(const char* wrapper, const char* field, Value value, Object query) {
    Object object(wrapper);
    object.set(field, std::move(value));
    object.set("query", std::move(query));
    return object;
  }
  void initialise() { ask(link, client, first_call(Object("help.getNearestDc"))); }

  Client client = make_client();
  Link link{*this};
};

TEST_F(Calls, NeedAnInitialisedConnection) {
  EXPECT_EQ(error_of(ask(link, client, call(Object("help.getNearestDc")))),
            "400 CONNECTION_NOT_INITED");
  initialise();
  EXPECT_EQ(error_of(ask(link, client, call(Object("help.getNearestDc")))), "");
  client.session_id = 99;
  client.content_count = 0;
  EXPECT_EQ(error_of(ask(link, client, call(Object("help.getNearestDc")))), "")
      << "the key remembers";
}

TEST_F(Calls, AreRefusedByKind) {
  initialise();
  EXPECT_EQ(error_of(ask(link, client, call(Object("users.getUsers", {{"id", Vector()}})))),
            "401 AUTH_KEY_UNREGISTERED");
  EXPECT_EQ(error_of(ask(link, client, call(Object("help.getTermsOfServiceUpdate")))),
            "400 METHOD_NOT_IMPLEMENTED");
  EXPECT_EQ(error_of(ask(link, client, hex("efbeadde"))), "400 INPUT_METHOD_INVALID");
  EXPECT_EQ(error_of(ask(link, client, hex("efbeadde 00000000"))), "400 INPUT_METHOD_INVALID");
  EXPECT_EQ(error_of(ask(link, client, call(Object("inputPeerEmpty")))),
            "400 INPUT_CONSTRUCTOR_INVALID");
  Bytes longer = call(Object("help.getNearestDc"));
  longer.resize(longer.size() + 4);
  EXPECT_EQ(error_of(ask(link, client, longer)), "400 INPUT_FETCH_FAIL");
  EXPECT_EQ(error_of(ask(link, client, {})), "400 INPUT_FETCH_FAIL");
}

TEST_F(Calls, WrappersAreTakenOff) {
  initialise();
  Object query("help.getNearestDc");
  query = wrapped("invokeWithTakeout", "takeout_id", std::int64_t{1}, query);
  query = wrapped("invokeWithReCaptcha", "token", "t", query);
  query = wrapped("invokeWithMessagesRange", "range",
                  Object("messageRange", {{"min_id", 1}, {"max_id", 2}}), query);
  EXPECT_EQ(error_of(ask(link, client, call(query))), "");
  for (int i = 0; i < 20; ++i) query = wrapped("invokeWithReCaptcha", "token", "t", query);
  EXPECT_EQ(error_of(ask(link, client, call(query))), "400 INPUT_REQUEST_TOO_LONG");
}

TEST_F(Calls, WrapperWithoutAQueryIsRefused) {
  EXPECT_EQ(error_of(ask(link, client, hex("0d0d9bda e3000000"))), "400 INPUT_FETCH_FAIL");
}

TEST_F(Calls, AreAnsweredInTheDeclaredLayer) {
  // Layer 144 is loaded in part: enough to know that the session is in it.
  initialise();
  EXPECT_EQ(error_of(ask(link, client, first_call(Object("help.getNearestDc"), 144))), "");
  EXPECT_EQ(error_of(ask(link, client, first_call(Object("help.getNearestDc"), 9999))), "")
      << "the nearest that is loaded";
}

TEST_F(Calls, AnswersThatTheLayerCannotExpressAreErrors) {
  initialise();
  EXPECT_EQ(error_of(ask(link, client, call(Object("help.getCdnConfig")))),
            "500 ANSWER_NOT_EXPRESSIBLE");
}

TEST_F(Calls, MayBeAnsweredLater) {
  initialise();
  const std::int64_t id = send(link, client, call(Object("help.getSupportName")));
  EXPECT_EQ(only(take(link, client), "msgs_ack").object.get_vector("msg_ids"), Vector{id});
  ASSERT_EQ(probe->waiting.size(), 1U);
  const Value name(Object("help.supportName", {{"name", "Ada"}}));
  probe->waiting.front()(name);
  probe->waiting.front()(name);
  advance(std::chrono::seconds(1));
  const FromServer answer = only(take(link, client), "rpc_result");
  EXPECT_EQ(answer.object.get_long("req_msg_id"), id);
  EXPECT_EQ(api_codec().decode_result("help.getSupportName", answer.result), name);
}

TEST_F(Calls, AnswersOfClosedSessionsGoNowhere) {
  initialise();
  send(link, client, call(Object("help.getSupportName")));
  engine->forget_sessions(now);
  probe->waiting.front()(RpcError{400, "LATE"});
  advance(std::chrono::seconds(1));
  EXPECT_EQ(count(take(link, client), "rpc_result"), 0U);
}

TEST_F(Calls, UpdatesFollowTheAnswerThatCausedThem) {
  initialise();
  send(link, client, call(Object("account.updateStatus", {{"offline", false}})));
  const auto messages = take(link, client);
  const FromServer answer = only(messages, "rpc_result");
  const FromServer update = only(messages, "updatesTooLong");
  EXPECT_LT(answer.msg_id, update.msg_id);
  EXPECT_EQ(answer.msg_id % 4, 1);
  EXPECT_EQ(update.msg_id % 4, 3);
  EXPECT_EQ(update.seq_no, answer.seq_no + 2);
}

TEST_F(Calls, SessionsThatOnlyCallWithoutUpdatesGetNone) {
  Client files = client;
  files.session_id = 88;
  Link files_link(*this);
  const Object query("account.updateStatus", {{"offline", false}});
  Object without("invokeWithoutUpdates", {{"query", Object("help.getNearestDc")}});
  ask(files_link, files, first_call(without));
  send(link, client, call(query));
  EXPECT_EQ(count(take(link, client), "updatesTooLong"), 1U);
  EXPECT_EQ(count(take(files_link, files), "updatesTooLong"), 0U);
}

TEST_F(Calls, MayWaitForOthers) {
  initialise();
  const PlainMessage first = message(client, call(Object("help.getSupportName")));
  const Object query =
      wrapped("invokeAfterMsg", "msg_id", first.msg_id, Object("help.getNearestDc"));
  const std::int64_t second = send(link, client, call(query));
  take(link, client);
  send(link, client, first);
  EXPECT_EQ(count(take(link, client), "rpc_result"), 0U);
  probe->waiting.front()(Value(Object("help.supportName", {{"name", "Ada"}})));
  send(link, client, service(Object("ping", {{"ping_id", std::int64_t{1}}})), false);
  std::vector<std::int64_t> answered;
  for (const FromServer& each : take(link, client)) {
    if (each.object.is("rpc_result")) answered.push_back(each.object.get_long("req_msg_id"));
  }
  EXPECT_EQ(answered, (std::vector<std::int64_t>{first.msg_id, second}));
}

TEST_F(Calls, FailWhenThoseBeforeThemFailOrDoNotCome) {
  initialise();
  const std::int64_t failed =
      send(link, client, call(Object("account.updateStatus", {{"offline", true}})));
  take(link, client);
  const auto after = [&](std::int64_t id) {
    Object query("invokeAfterMsgs");
    query.set("msg_ids", Vector{id}).set("query", Object("help.getNearestDc"));
    return call(query);
  };
  EXPECT_EQ(error_of(ask(link, client, after(failed))), "400 MSG_WAIT_FAILED");
  send(link, client, after(1234567));
  EXPECT_EQ(count(take(link, client), "rpc_result"), 0U);
  advance(std::chrono::milliseconds(501));
  EXPECT_EQ(error_of(only(take(link, client), "rpc_result")), "400 MSG_WAIT_TIMEOUT");
}

TEST_F(Calls, MayEndTheKeyTheyCameWith) {
  initialise();
  send(link, client, call(Object("auth.logOut")));
  EXPECT_EQ(count(take(link, client), "rpc_result"), 1U) << "the answer goes out first";
  EXPECT_TRUE(link.is_closed);
  EXPECT_EQ(probe->destroyed_keys.size(), 1U);
}

class UnboundKeys : public Calls {
 protected:
  Client temporary = make_client(3600);
  Link temporary_link{*this};
};

TEST_F(UnboundKeys, MayCallLittle) {
  EXPECT_EQ(error_of(ask(temporary_link, temporary, first_call(Object("help.getNearestDc")))), "");
  EXPECT_EQ(error_of(ask(temporary_link, temporary, call(Object("help.getInviteText")))),
            "401 AUTH_KEY_PERM_EMPTY");
}

TEST_F(UnboundKeys, AreNotBoundWithoutAProof) {
  Object request("auth.bindTempAuthKey", {{"perm_auth_key_id", auth_key_id(client.key)},
                                          {"nonce", std::int64_t{1}},
                                          {"expires_at", 1'700'003'000},
                                          {"encrypted_message", std::string(104, 'x')}});
  EXPECT_EQ(error_of(ask(link, client, call(request))), "400 TEMP_AUTH_KEY_EMPTY");
  EXPECT_EQ(error_of(ask(temporary_link, temporary, call(request))),
            "400 ENCRYPTED_MESSAGE_INVALID");
  request.set("perm_auth_key_id", std::int64_t{5});
  EXPECT_EQ(error_of(ask(temporary_link, temporary, call(request))),
            "400 ENCRYPTED_MESSAGE_INVALID");
}

}  // namespace
}  // namespace strata::datacenter
