// Ends of a client: graceful, at once, by the last handle; and beginning again.
#include "client/e2e/fixture.hpp"
#include "client/temporary_folder.hpp"

#include "strata/client/as_result.hpp"
#include "strata/client/run_blocking.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/types/config.hpp"

#include <optional>

namespace strata {
namespace {

using namespace std::chrono_literals;
using datacenter::Counters;
using datacenter::Faults;
using testing_support::EndToEnd;
using testing_support::TemporaryFolder;
using testing_support::tick;
using tl::functions::help::GetConfig;

class LifecycleTest : public EndToEnd {
 protected:
  using Outcome = std::optional<std::error_code>;

  static asio::awaitable<void> ask(Client client, Outcome& outcome) {
    const auto answer = co_await as_result(client.invoke(GetConfig{}));
    outcome = answer ? std::error_code() : answer.error().code();
  }

  /// A client with one call that the data centre has taken and not answered.
  asio::awaitable<Client> with_pending_call(ClientBuilder settings, Outcome& outcome) {
    Client client = co_await settings.connect();
    asio::co_spawn(context_, ask(client, outcome), asio::detached);
    co_await until([](const Counters& seen) { return seen.calls.contains("help.getConfig"); });
    co_return client;
  }
};

TEST_F(LifecycleTest, Shutdown_WaitsForPendingCallsAndTakesNoNewOnes) {
  set_faults([](Faults& faults) { faults.delay_answers = 50ms; });
  const auto graceful = [this](Outcome& outcome) -> asio::awaitable<void> {
    Client client = co_await with_pending_call(builder(), outcome);
    co_await client.shutdown();
    EXPECT_EQ(outcome, std::error_code());
    const auto late = co_await as_result(client.invoke(GetConfig{}));
    EXPECT_EQ(late.error().code(), ClientErrc::closed);
    co_await client.shutdown();
  };
  Outcome outcome;
  run_here(graceful(outcome));
}

TEST_F(LifecycleTest, ShutdownTimeout_EndsPendingCalls) {
  set_faults([](Faults& faults) { faults.drop_answers = 1; });
  const auto impatient = [this](Outcome& outcome) -> asio::awaitable<void> {
    ClientBuilder settings = builder();
    settings.shutdown_timeout(10ms);
    Client client = co_await with_pending_call(settings, outcome);
    co_await client.shutdown();
    while (!outcome) co_await testing_support::yield();
    EXPECT_EQ(outcome, ClientErrc::closed);
  };
  Outcome outcome;
  run_here(impatient(outcome));
}

TEST_F(LifecycleTest, Disconnect_EndsPendingCallsAtOnce) {
  set_faults([](Faults& faults) { faults.drop_answers = 1; });
  const auto hard = [this](Outcome& outcome) -> asio::awaitable<void> {
    Client client = co_await with_pending_call(builder(), outcome);
    co_await client.disconnect();
    while (!outcome) co_await testing_support::yield();
    EXPECT_EQ(outcome, ClientErrc::closed);
    co_await client.disconnect();
  };
  Outcome outcome;
  run_here(hard(outcome));
}

TEST_F(LifecycleTest, DisconnectedClient_ConnectsAgainWithItsKey) {
  const auto again = [this]() -> asio::awaitable<void> {
    Client client = co_await builder().connect();
    const auto twice = co_await as_result(client.connect());
    EXPECT_EQ(twice.error().code(), ClientErrc::already_connected);
    co_await client.disconnect();
    co_await client.connect();
    co_await client.invoke(GetConfig{});
  };
  run_here(again());
  EXPECT_EQ(counters().handshakes_started, 1U);
}

TEST_F(LifecycleTest, LastHandle_TakesTheConnectionWithIt) {
  const auto drop = [this]() -> asio::awaitable<void> {
    {
      Client client = co_await builder().connect();
      const Client copy = client;
      EXPECT_EQ(counters().connections_open, 1U);
    }
    co_await until([](const Counters& seen) { return seen.connections_open == 0; });
  };
  run_here(drop());
}

TEST_F(LifecycleTest, RunUntilDisconnected_EndsWithDisconnect) {
  const auto waiter = [](Client client, bool& ended) -> asio::awaitable<void> {
    co_await client.run_until_disconnected();
    ended = true;
  };
  const auto ends = [&](bool& ended) -> asio::awaitable<void> {
    Client client = co_await builder().connect();
    asio::co_spawn(context_, waiter(client, ended), asio::detached);
    co_await testing_support::yield();
    EXPECT_FALSE(ended);
    co_await client.disconnect();
    while (!ended) co_await testing_support::yield();
  };
  bool ended = false;
  run_here(ends(ended));
}

TEST_F(LifecycleTest, LostConnectionUnderNeverReconnect_EndsTheClient) {
  const auto lost = [this]() -> asio::awaitable<void> {
    ClientBuilder settings = builder();
    settings.reconnect_policy(never_reconnect());
    Client client = co_await settings.connect();
    at_server([](datacenter::DataCenter& dc) { dc.drop_connections(); });
    const auto ended = co_await as_result(client.run_until_disconnected());
    EXPECT_EQ(ended.error().code(), ClientErrc::reconnect_failed);
    const auto call = co_await as_result(client.invoke(GetConfig{}));
    EXPECT_EQ(call.error().code(), ClientErrc::reconnect_failed);
  };
  run_here(lost());
}

TEST_F(LifecycleTest, SessionFile_IsHeldWhileConnectedAndSavedByItself) {
  const TemporaryFolder folder;
  const auto held = [this](const std::filesystem::path& path) -> asio::awaitable<void> {
    ClientBuilder settings = builder();
    settings.session(path);
    Client client = co_await settings.connect();
    while (!std::filesystem::exists(path)) co_await tick();
    ClientBuilder second = builder();
    second.session(path);
    const auto refused = co_await as_result(second.connect());
    EXPECT_EQ(refused.error().code(), ClientErrc::session_in_use);
    co_await client.disconnect();
    Client other = co_await second.connect();
    co_await other.save_session();
  };
  run_here(held(folder / "a.session"));
}

TEST_F(LifecycleTest, RunBlocking_NeedsNoCoroutine) {
  Client client = run_blocking(context_, builder().connect());
  const auto config = run_blocking(context_, client.invoke(GetConfig{}));
  EXPECT_EQ(config->as<tl::types::Config>().this_dc, 2);
  run_blocking(context_, client.shutdown());
}

TEST_F(LifecycleTest, CancelledConnect_EndsCleanly) {
  const auto cancelled = [this]() -> asio::awaitable<void> {
    set_faults([](Faults& faults) { faults.delay_answers = 1h; });
    ClientBuilder settings = builder();
    asio::cancellation_signal signal;
    bool ended = false;
    const auto attempt = [](ClientBuilder with, bool& over) -> asio::awaitable<void> {
      const auto outcome = co_await as_result(with.connect());
      over = true;
    };
    asio::co_spawn(context_, attempt(settings, ended),
                   asio::bind_cancellation_slot(signal.slot(), asio::detached));
    co_await until([](const Counters& seen) { return seen.connections_opened > 0; });
    signal.emit(asio::cancellation_type::terminal);
    while (!ended) co_await tick();
  };
  run_here(cancelled());
}

TEST_F(LifecycleTest, ContextDestroyedInTheMiddle_LeaksNothing) {
  auto context = std::make_unique<asio::io_context>();
  const auto forever = [this]() -> asio::awaitable<void> {
    Client client = co_await builder().connect();
    set_faults([](Faults& faults) { faults.drop_answers = 1; });
    co_await client.invoke(GetConfig{});
  };
  asio::co_spawn(*context, forever(), asio::detached);
  while (!counters().calls.contains("help.getConfig")) context->run_for(1ms);
  context.reset();
}

}  // namespace
}  // namespace strata
