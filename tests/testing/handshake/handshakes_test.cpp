// Tests of the server's half of the key exchange.
#include "handshake/handshakes.hpp"

#include "testing/handshake/client_side.hpp"
#include "testing/support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace strata::datacenter {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds start{1'700'000'000};

class HandshakesTest : public testing::Test {
 protected:
  Object answer(const Object& request, seconds now = start) {
    HandshakeReply reply = server.handle(now, request);
    if (reply.key) made = reply.key;
    EXPECT_TRUE(reply.answer.has_value()) << request.name() << ": " << reply.transport_error;
    return reply.answer.value_or(Object());
  }
  std::int32_t refusal(const Object& request, seconds now = start) {
    const HandshakeReply reply = server.handle(now, request);
    EXPECT_FALSE(reply.answer.has_value());
    return reply.transport_error;
  }
  /// Goes up to server_DH_params_ok.
  Object dh_params(const std::string& constructor = "p_q_inner_data_dc") {
    return answer(client.req_dh_params(answer(client.req_pq()), constructor));
  }
  /// The hash in dh_gen_ok, dh_gen_retry and dh_gen_fail.
  Bytes expected_hash(std::uint8_t number) const {
    const Sha1 key_hash = sha1({client.auth_key});
    const Sha1 hash =
        sha1({as_bytes(client.new_nonce), std::array{number}, BytesView(key_hash).first(8)});
    return {hash.begin() + 4, hash.end()};
  }

  std::unique_ptr<Random> random = make_random(1);
  std::set<std::uint64_t> taken;
  Handshakes server{test_key(), *random, [this](std::uint64_t id) { return taken.contains(id); }};
  HandshakeClient client{test_key()};
  std::optional<NewAuthKey> made;
};

struct Form {
  const char* constructor;
  bool sha1_padding;
};

class HandshakeForms : public HandshakesTest, public testing::WithParamInterface<Form> {};

TEST_P(HandshakeForms, EndWithTheSameKeyOnBothSides) {
  const Object res_pq = answer(client.req_pq());
  const Object params =
      answer(client.req_dh_params(res_pq, GetParam().constructor, GetParam().sha1_padding));
  ASSERT_EQ(params.name(), "server_DH_params_ok");
  const Object end = answer(client.set_client_dh_params(params));
  ASSERT_EQ(end.name(), "dh_gen_ok");
  EXPECT_TRUE(std::ranges::equal(end.get_bytes("new_nonce_hash1"), expected_hash(1)));
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->key, client.auth_key);
  EXPECT_EQ(made->id, auth_key_id(client.auth_key));
  EXPECT_EQ(made->expires_in.has_value(),
            std::string(GetParam().constructor).find("temp") != std::string::npos);
  EXPECT_EQ(made->first_salt, load_le<std::int64_t>(as_bytes(client.new_nonce).data()) ^
                                  load_le<std::int64_t>(as_bytes(client.server_nonce).data()));
}

INSTANTIATE_TEST_SUITE_P(
    All, HandshakeForms,
    testing::Values(Form{"p_q_inner_data", false}, Form{"p_q_inner_data_dc", false},
                    Form{"p_q_inner_data_temp", false}, Form{"p_q_inner_data_temp_dc", false},
                    Form{"p_q_inner_data", true}, Form{"p_q_inner_data_temp", true}));

TEST_F(HandshakesTest, InnerDataNamesTheGroupAndTheTime) {
  static_cast<void>(client.set_client_dh_params(dh_params()));
  EXPECT_EQ(client.inner.get_int("g"), 3);
  EXPECT_TRUE(std::ranges::equal(client.inner.get_bytes("dh_prime"), DhGroup::known().prime));
  EXPECT_EQ(client.inner.get_int("server_time"), start.count());
  EXPECT_TRUE(is_safe_dh_public(DhGroup::known(), client.inner.get_bytes("g_a")));
}

TEST_F(HandshakesTest, RepeatedRequestsGetTheSameAnswers) {
  const Object res_pq = answer(client.req_pq());
  EXPECT_EQ(answer(client.req_pq()), res_pq);
  const Object request = client.req_dh_params(res_pq, "p_q_inner_data");
  const Object params = answer(request);
  EXPECT_EQ(answer(request, start + minutes(9)), params);
  const Object last = client.set_client_dh_params(params);
  const Object end = answer(last);
  made.reset();
  EXPECT_EQ(answer(last), end);
  EXPECT_FALSE(made.has_value()) << "the key is made once";
}

TEST_F(HandshakesTest, ExchangesDoNotDisturbEachOther) {
  HandshakeClient other(test_key(), 'x');
  const Object first = answer(client.req_pq());
  const Object second = answer(other.req_pq());
  const Object first_params = answer(client.req_dh_params(first, "p_q_inner_data"));
  const Object second_params = answer(other.req_dh_params(second, "p_q_inner_data"));
  EXPECT_EQ(answer(client.set_client_dh_params(first_params)).name(), "dh_gen_ok");
  EXPECT_EQ(answer(other.set_client_dh_params(second_params)).name(), "dh_gen_ok");
}

TEST_F(HandshakesTest, ForgetsAfterTenMinutes) {
  const Object request = client.req_dh_params(answer(client.req_pq()), "p_q_inner_data");
  EXPECT_EQ(refusal(request, start + minutes(11)), -404);
  EXPECT_EQ(server.open_exchanges(), 0U);
}

TEST_F(HandshakesTest, RefusesWhatDoesNotBelongToTheExchange) {
  const Object res_pq = answer(client.req_pq());
  const Object good = client.req_dh_params(res_pq, "p_q_inner_data");
  const std::string other_nonce(16, 'z');
  EXPECT_EQ(refusal(Object(good).set("nonce", other_nonce)), -404);
  EXPECT_EQ(refusal(Object(good).set("server_nonce", other_nonce)), -404);
  EXPECT_EQ(refusal(Object(good).set("public_key_fingerprint", std::int64_t{1})), -404);
  EXPECT_EQ(refusal(Object(good).set("encrypted_data", std::string(256, 'a'))), -404);
  EXPECT_EQ(refusal(Object(good).set("encrypted_data", "short")), -404);
  EXPECT_EQ(refusal(client.set_client_dh_params(Object("server_DH_params_ok"))), -404);
  EXPECT_EQ(answer(good).name(), "server_DH_params_ok") << "and the exchange still lives";
}

TEST_F(HandshakesTest, RefusesSealedDataThatWasChanged) {
  const Object request = client.set_client_dh_params(dh_params());
  const std::string sealed = request.get_string("encrypted_data");
  for (std::size_t at = 0; at < sealed.size(); at += 7) {
    std::string changed = sealed;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_EQ(refusal(Object(request).set("encrypted_data", changed)), -404) << at;
  }
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{16}, sealed.size() - 16, sealed.size() - 1}) {
    EXPECT_EQ(refusal(Object(request).set("encrypted_data", sealed.substr(0, size))), -404);
  }
  EXPECT_EQ(answer(request).name(), "dh_gen_ok");
}

TEST_F(HandshakesTest, RetriesUntilTheKeyIdIsFree) {
  server.settings().retries = 1;
  const Object params = dh_params();
  const Object retry = answer(client.set_client_dh_params(params));
  ASSERT_EQ(retry.name(), "dh_gen_retry");
  EXPECT_TRUE(std::ranges::equal(retry.get_bytes("new_nonce_hash2"), expected_hash(2)));
  EXPECT_FALSE(made.has_value());

  const auto retry_id = load_le<std::int64_t>(sha1({client.auth_key}).data());
  client.exponent = 9;
  EXPECT_EQ(refusal(client.set_client_dh_params(params, retry_id + 1)), -404);
  EXPECT_EQ(answer(client.set_client_dh_params(params, retry_id)).name(), "dh_gen_ok");
}

TEST_F(HandshakesTest, RetriesWhenTheKeyIsTaken) {
  const Object params = dh_params();
  static_cast<void>(client.set_client_dh_params(params));
  taken.insert(auth_key_id(client.auth_key));
  EXPECT_EQ(answer(client.set_client_dh_params(params)).name(), "dh_gen_retry");
}

TEST_F(HandshakesTest, FailsPublicValuesOutOfRange) {
  static_cast<void>(client.set_client_dh_params(dh_params()));
  const auto sealed_with = [&](const Bytes& g_b) {
    const Object data("client_DH_inner_data", {{"nonce", client.nonce},
                                               {"server_nonce", client.server_nonce},
                                               {"retry_id", std::int64_t{0}},
                                               {"g_b", g_b}});
    return Object("set_client_DH_params",
                  {{"nonce", client.nonce},
                   {"server_nonce", client.server_nonce},
                   {"encrypted_data", seal_inner(data, as_bytes(client.new_nonce),
                                                 as_bytes(client.server_nonce), *random)
                                          .value()}});
  };
  EXPECT_EQ(answer(sealed_with(Bytes{1})).name(), "dh_gen_fail");
  EXPECT_EQ(answer(sealed_with(DhGroup::known().prime)).name(), "dh_gen_fail");
  EXPECT_EQ(answer(sealed_with(Bytes(300, 255))).name(), "dh_gen_fail");
  EXPECT_FALSE(made.has_value());
}

TEST_F(HandshakesTest, MayInsistOnItsOwnNumber) {
  server.settings().only_dc = 4;
  EXPECT_EQ(refusal(client.req_dh_params(answer(client.req_pq()), "p_q_inner_data_dc")), -444);
  server.settings().only_dc = 2;
  EXPECT_EQ(dh_params().name(), "server_DH_params_ok");
}

TEST_F(HandshakesTest, TestsMayChangeAnswers) {
  server.settings().edit = [](Object& object) {
    if (object.is("resPQ")) object.set("pq", "\x0f");
    if (object.is("server_DH_inner_data")) object.set("g", 5);
  };
  EXPECT_EQ(answer(client.req_pq()).get_string("pq"), "\x0f");
}

}  // namespace
}  // namespace strata::datacenter
