// Calls over a real connection: errors, retries, cancellation, reconnects; each completes once.
#include "client/e2e/fixture.hpp"

#include "strata/client/account.hpp"
#include "strata/client/as_result.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/help/get_nearest_dc.hpp"
#include "strata/tl/types/config.hpp"
#include "strata/tl/types/nearest_dc.hpp"

#include <asio/experimental/awaitable_operators.hpp>
#include <asio/thread_pool.hpp>

#include <atomic>
#include <thread>
#include <vector>

namespace strata {
namespace {

using namespace std::chrono_literals;
using namespace asio::experimental::awaitable_operators;
using datacenter::Counters;
using datacenter::Faults;
using testing_support::EndToEnd;
using testing_support::tick;
using tl::functions::help::GetConfig;
using tl::functions::help::GetNearestDc;

class CallTest : public EndToEnd {
 protected:
  asio::awaitable<Client> connected() { return builder().connect(); }

  /// Makes the next call fail with an rpc_error.
  void refuse_next(std::int32_t code, std::string text) {
    set_faults([&](Faults& faults) {
      faults.rpc_error_code = code;
      faults.rpc_error_text = std::move(text);
    });
  }
};

asio::awaitable<void> ask(Client client, int& answers) {
  const auto config = co_await client.invoke(GetConfig{});
  EXPECT_EQ(config->as<tl::types::Config>().this_dc, 2);
  ++answers;
}

TEST_F(CallTest, ManyCallsAtOnce_AreAllAnswered) {
  const auto many = [this](int& answers) -> asio::awaitable<void> {
    Client client = co_await connected();
    for (int i = 0; i < 200; ++i) {
      asio::co_spawn(context_, ask(client, answers), asio::detached);
    }
    while (answers < 200) co_await tick();
  };
  int answers = 0;
  run_here(many(answers));
  EXPECT_EQ(counters().calls.at("help.getConfig"), 200U);
  EXPECT_GT(counters().containers_received, 0U);
}

TEST_F(CallTest, RefusedCall_IsAnRpcErrorWithItsMethod) {
  const auto refused = [this]() -> asio::awaitable<void> {
    Client client = co_await connected();
    refuse_next(400, "PEER_ID_INVALID");
    try {
      co_await client.invoke(GetNearestDc{});
      ADD_FAILURE() << "answered";
    } catch (const RpcError& error) {
      EXPECT_EQ(error.code(), 400);
      EXPECT_TRUE(error.is("PEER_ID_INVALID"));
      EXPECT_EQ(error.method(), "help.getNearestDc");
    }
  };
  run_here(refused());
}

/// Puts `object` in the place of the next answer to a call, wherever in the packet that stands.
class NextAnswer {
 public:
  explicit NextAnswer(Bytes object) : object_(std::move(object)) {}

  void operator()(datacenter::OutgoingPacket& packet) {
    if (object_.empty()) return;
    testing_support::replace_body(packet, edited(packet.body));
  }

 private:
  static constexpr std::uint32_t rpc_result = 0xf35c6d01;
  static constexpr std::uint32_t container = 0x73f1f8dc;

  Bytes edited(BytesView body) {
    const auto id = load_le<std::uint32_t>(body.data());
    if (id == rpc_result && !object_.empty()) {
      Bytes result(body.begin(), body.begin() + 12);
      append(result, std::exchange(object_, {}));
      return result;
    }
    if (id != container) return Bytes(body.begin(), body.end());
    Bytes result(body.begin(), body.begin() + 8);
    for (BytesView rest = body.subspan(8); !rest.empty();) {
      const auto size = load_le<std::uint32_t>(rest.data() + 12);
      const Bytes inner = edited(rest.subspan(16, size));
      append(result, rest.first(12));
      Bytes length(4);
      store_le(length.data(), static_cast<std::uint32_t>(inner.size()));
      append(result, length);
      append(result, inner);
      rest = rest.subspan(16 + size);
    }
    return result;
  }

  Bytes object_;
};

// boolTrue instead of Config, the beginning of a Config, and no object at all.
TEST_F(CallTest, N077_AnswerOfAWrongType_FailsThatCallOnly) {
  Bytes beginning(8);
  store_le(beginning.data(), std::uint32_t{tl::types::Config::ID});
  const std::vector<Bytes> wrong{*from_hex("b5757299"), beginning, *from_hex("00000000")};
  const auto mixed = [&]() -> asio::awaitable<void> {
    Client client = co_await connected();
    for (const Bytes& object : wrong) {
      set_faults([&](Faults& faults) { faults.edit_packet = NextAnswer(object); });
      try {
        co_await client.invoke(GetConfig{});
        ADD_FAILURE() << "answered";
      } catch (const DecodeError& error) {
        EXPECT_NE(error.message().find("help.getConfig"), std::string::npos) << error.what();
      }
      const auto config = co_await client.invoke(GetConfig{});
      EXPECT_EQ(config->as<tl::types::Config>().this_dc, 2);
    }
  };
  run_here(mixed());
  EXPECT_EQ(counters().connections_opened, 1U);
  EXPECT_EQ(counters().calls.at("help.getConfig"), 6U);
}

TEST_F(CallTest, AsResult_GivesTheErrorAsAValue) {
  const auto refused = [this]() -> asio::awaitable<void> {
    Client client = co_await connected();
    refuse_next(400, "PEER_ID_INVALID");
    const auto outcome = co_await as_result(client.invoke(GetConfig{}));
    EXPECT_FALSE(outcome);
    EXPECT_TRUE(RpcError::from(outcome.error())->is("PEER_ID_INVALID"));
  };
  run_here(refused());
}

TEST_F(CallTest, FloodWaitThatIsNotWanted_IsThrown) {
  const auto refused = [this]() -> asio::awaitable<void> {
    Client client = co_await connected();
    refuse_next(420, "FLOOD_WAIT_42");
    CallOptions hasty;
    hasty.no_flood_wait();
    const auto outcome = co_await as_result(client.invoke(GetConfig{}, hasty));
    EXPECT_EQ(RpcError::from(outcome.error())->wait_time(), 42s);
  };
  run_here(refused());
}

TEST_F(CallTest, SleptThroughFloodWait_HoldsBackTheMethodForOthers) {
  const auto blocked = [this]() -> asio::awaitable<void> {
    Client client = co_await connected();
    refuse_next(420, "FLOOD_WAIT_30");
    // The answer to a later call on the connection comes after the refusal.
    const auto refused = [&]() -> asio::awaitable<void> {
      co_await until([](const Counters& seen) { return seen.errors.contains("FLOOD_WAIT_30"); });
      co_await client.invoke(GetNearestDc{});
    };
    auto raced = co_await (client.invoke(GetConfig{}) || refused());
    EXPECT_EQ(raced.index(), 1U);
    CallOptions hasty;
    hasty.no_flood_wait();
    const auto other = co_await as_result(client.invoke(GetConfig{}, hasty));
    EXPECT_FALSE(other);
    co_await client.invoke(GetNearestDc{});
  };
  run_here(blocked());
  EXPECT_FALSE(counters().calls.contains("help.getConfig"));
}

TEST_F(CallTest, ServerError_IsRetriedAfterItsBackoff) {
  class AtOnce final : public RetryPolicy {
   public:
    std::optional<std::chrono::milliseconds> should_retry(const RetryContext& context) override {
      EXPECT_TRUE(context.is_internal_error());
      EXPECT_EQ(context.attempt(), 1);
      return 1ms;
    }
  };
  const auto retried = [this]() -> asio::awaitable<void> {
    ClientBuilder settings = builder();
    settings.retry_policy(std::make_shared<AtOnce>());
    Client client = co_await settings.connect();
    refuse_next(500, "RPC_CALL_FAIL");
    co_await client.invoke(GetConfig{});
  };
  run_here(retried());
}

TEST_F(CallTest, DroppedConnection_IsMadeAgainAndThePendingCallCompletesOnce) {
  const auto interrupted = [this](int& answers) -> asio::awaitable<void> {
    Client client = co_await connected();
    set_faults([](Faults& faults) { faults.drop_answers = 1; });
    asio::co_spawn(context_, ask(client, answers), asio::detached);
    co_await until([](const Counters& seen) { return seen.calls.contains("help.getConfig"); });
    at_server([](datacenter::DataCenter& dc) { dc.drop_connections(); });
    while (answers == 0) co_await tick();
    co_await client.invoke(GetNearestDc{});
  };
  int answers = 0;
  run_here(interrupted(answers));
  EXPECT_EQ(answers, 1);
  EXPECT_EQ(counters().handshakes_started, 1U);
  EXPECT_EQ(counters().connections_opened, 2U);
}

TEST_F(CallTest, CallsMadeWhileDisconnected_WaitForTheConnection) {
  const auto offline = [this]() -> asio::awaitable<void> {
    Client client = co_await connected();
    set_faults([](Faults& faults) { faults.refuse_connections = true; });
    at_server([](datacenter::DataCenter& dc) { dc.drop_connections(); });
    while (client.is_connected()) co_await tick();
    int answers = 0;
    asio::co_spawn(context_, ask(client, answers), asio::detached);
    co_await until([](const Counters& seen) { return seen.connections_opened > 2; });
    set_faults([](Faults& faults) { faults.refuse_connections = false; });
    client.signal_network_restored();
    while (answers == 0) co_await tick();
  };
  run_here(offline());
}

TEST_F(CallTest, CancelledCall_EndsAtOnceAndTheClientGoesOn) {
  const auto cancelled = [this]() -> asio::awaitable<void> {
    Client client = co_await connected();
    set_faults([](Faults& faults) { faults.drop_answers = 1; });
    auto raced = co_await (client.invoke(GetConfig{}) || until([](const Counters& seen) {
                             return seen.calls.contains("help.getConfig");
                           }));
    EXPECT_EQ(raced.index(), 1U);
    const auto nearest = co_await client.invoke(GetNearestDc{});
    EXPECT_EQ(nearest->as<tl::types::NearestDc>().this_dc, 2);
  };
  run_here(cancelled());
}

TEST_F(CallTest, CallBeyondItsTimeout_FailsAsTimedOut) {
  const auto late = [this]() -> asio::awaitable<void> {
    Client client = co_await connected();
    set_faults([](Faults& faults) { faults.drop_answers = 1; });
    CallOptions options;
    options.timeout(20ms);
    const auto outcome = co_await as_result(client.invoke(GetConfig{}, options));
    EXPECT_EQ(outcome.error().code(), ClientErrc::timed_out);
  };
  run_here(late());
}

TEST_F(CallTest, ForgottenKeyWithoutLogin_IsReplacedQuietly) {
  const auto forgotten = [this]() -> asio::awaitable<void> {
    Client client = co_await connected();
    at_server([](datacenter::DataCenter& dc) { dc.forget_keys(); });
    co_await client.invoke(GetConfig{});
  };
  run_here(forgotten());
  EXPECT_EQ(counters().permanent_keys_made, 2U);
}

TEST_F(CallTest, ForgottenKeyOfALogin_EndsTheClientAndIsKept) {
  const auto forgotten = [this]() -> asio::awaitable<void> {
    Client client = co_await connected();
    client.invoker()->account().set_user(SessionUser{.id = 7, .is_bot = true});
    const std::string before = client.export_session_string();
    at_server([](datacenter::DataCenter& dc) { dc.forget_keys(); });
    const auto call = co_await as_result(client.invoke(GetConfig{}));
    EXPECT_FALSE(call);
    const auto ended = co_await as_result(client.run_until_disconnected());
    EXPECT_EQ(ended.error().code(), ClientErrc::auth_key_lost);
    EXPECT_EQ(client.export_session_string().size(), before.size());
  };
  run_here(forgotten());
  EXPECT_EQ(counters().permanent_keys_made, 1U);
}

TEST_F(CallTest, ForgottenSessionsAndSalts_AreNotNoticedByCallers) {
  const auto forgotten = [this]() -> asio::awaitable<void> {
    Client client = co_await connected();
    co_await client.invoke(GetConfig{});
    at_server([](datacenter::DataCenter& dc) { dc.forget_salts(); });
    co_await client.invoke(GetConfig{});
    at_server([](datacenter::DataCenter& dc) { dc.forget_sessions(); });
    co_await client.invoke(GetConfig{});
  };
  run_here(forgotten());
  EXPECT_GT(counters().bad_salts_sent, 0U);
}

TEST_F(CallTest, DuplicatedKey_IsNeverUsedAgain) {
  const auto duplicated = [this]() -> asio::awaitable<void> {
    Client client = co_await connected();
    refuse_next(406, "AUTH_KEY_DUPLICATED");
    const auto call = co_await as_result(client.invoke(GetConfig{}));
    EXPECT_TRUE(RpcError::from(call.error())->is("AUTH_KEY_DUPLICATED"));
    const auto next = co_await as_result(client.invoke(GetConfig{}));
    EXPECT_EQ(next.error().code(), ClientErrc::auth_key_duplicated);
    co_await client.disconnect();
    co_await client.connect();
    co_await client.invoke(GetConfig{});
  };
  run_here(duplicated());
  EXPECT_EQ(counters().permanent_keys_made, 2U);
}

// Run with TSan, this shows that the strand guards everything.
TEST_F(CallTest, ManyThreads_MayUseOneClient) {
  asio::thread_pool threads(4);
  std::atomic<int> answers = 0;
  const auto caller = [](Client client, std::atomic<int>& count) -> asio::awaitable<void> {
    for (int i = 0; i < 20; ++i) {
      co_await client.invoke(GetConfig{});
      ++count;
    }
  };
  const auto many = [&](asio::any_io_executor executor) -> asio::awaitable<void> {
    Client client = co_await builder().connect();
    for (int i = 0; i < 8; ++i) {
      asio::co_spawn(executor, caller(client, answers), asio::detached);
    }
    while (answers < 160) co_await tick();
    co_await client.shutdown();
  };
  asio::co_spawn(threads, many(threads.get_executor()), asio::detached);
  threads.join();
  EXPECT_EQ(answers, 160);
}

}  // namespace
}  // namespace strata
