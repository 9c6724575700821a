// What the client does when the server, or someone on the path, refuses its connection or its key.
#include "client/e2e/fixture.hpp"
#include "client/e2e/recording_connector.hpp"

#include "strata/client/account.hpp"
#include "strata/client/as_result.hpp"
#include "strata/crypto/auth_key.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/help/get_nearest_dc.hpp"

#include <asio/ip/tcp.hpp>
#include <asio/redirect_error.hpp>

#include <algorithm>
#include <mutex>

namespace strata {
namespace {

using namespace std::chrono_literals;
using datacenter::Counters;
using datacenter::Faults;
using testing_support::EndToEnd;
using testing_support::RecordingConnector;
using testing_support::tick;
using tl::functions::help::GetConfig;
using tl::functions::help::GetNearestDc;
using Places = std::vector<std::string>;

class RefusalTest : public EndToEnd {
 protected:
  /// The home data centre has two addresses (of those for documentation); both lead here.
  ClientBuilder recorded() {
    SessionData session;
    for (const char* ip : {"192.0.2.1", "192.0.2.2"}) {
      DcAddress address;
      address.ip = ip;
      session.dc(2).addresses.push_back(address);
    }
    ClientBuilder settings;
    settings.api_id(1).api_hash("hash").server_key(server_->public_key_pem());
    settings.session_string(to_session_string(session));
    settings.connector(recorder_.connector(server_->port()));
    return settings;
  }

  /// Connected, and logged in as far as the client knows.
  static asio::awaitable<Client> with_login(ClientBuilder settings) {
    Client client = co_await settings.connect();
    client.invoker()->account().set_user(SessionUser{.id = 7, .is_bot = true});
    co_await client.invoke(GetConfig{});
    co_return client;
  }

  static std::uint64_t key_of(const Client& client, int dc) {
    const auto key = client.invoker()->account().dc(dc).auth_key;
    return key ? key->id() : 0;
  }

  void refuse_next(std::int32_t code) {
    set_faults([code](Faults& faults) { faults.transport_error = code; });
  }

  RecordingConnector recorder_;
};

TEST_F(RefusalTest, N099_M32_OneInjectedRefusal_IsVerifiedElsewhereAndTheLoginSurvives) {
  const auto injected = [this]() -> asio::awaitable<void> {
    Client client = co_await with_login(recorded());
    const std::uint64_t key = key_of(client, 2);
    refuse_next(-404);
    co_await client.invoke(GetNearestDc{});
    EXPECT_EQ(key_of(client, 2), key);
    EXPECT_TRUE(client.invoker()->account().user());
    co_await client.disconnect();
  };
  run_here(injected());
  EXPECT_EQ(recorder_.opened(), (Places{"192.0.2.1:443", "192.0.2.2:443"}));
  EXPECT_EQ(counters().handshakes_started, 1U);
  // The second connection is harder to forge for (C-23).
  EXPECT_EQ(counters().transports.at("obfuscated abridged"), 1U);
}

TEST_F(RefusalTest, RefusalsFarBetween_NeverCostTheKey_C23) {
  const auto injected = [this]() -> asio::awaitable<void> {
    Client client = co_await with_login(recorded());
    for (int i = 0; i < 3; ++i) {
      refuse_next(-404);
      co_await client.invoke(GetNearestDc{});
      client.signal_network_restored();
    }
    co_await client.disconnect();
  };
  run_here(injected());
  EXPECT_EQ(counters().permanent_keys_made, 1U);
}

TEST_F(RefusalTest, N100_KeyThatIsGone_EndsTheLoginOnceAndNothingIsSentAfterwards) {
  std::mutex mutex;
  int fatal = 0;
  const auto gone = [&]() -> asio::awaitable<void> {
    ClientBuilder settings = recorded();
    settings.log([&](const LogRecord& record) {
      const std::lock_guard lock(mutex);
      fatal += record.level() == LogLevel::error ? 1 : 0;
    });
    Client client = co_await with_login(std::move(settings));
    const std::uint64_t key = key_of(client, 2);
    at_server([](datacenter::DataCenter& dc) { dc.forget_keys(); });
    const auto call = co_await as_result(client.invoke(GetConfig{}));
    EXPECT_EQ(call.error().code(), ClientErrc::auth_key_lost);
    const auto again = co_await as_result(client.invoke(GetConfig{}));
    EXPECT_EQ(again.error().code(), ClientErrc::auth_key_lost);
    const auto ended = co_await as_result(client.run_until_disconnected());
    EXPECT_EQ(ended.error().code(), ClientErrc::auth_key_lost);
    // The user's data stays.
    EXPECT_EQ(key_of(client, 2), key);
    EXPECT_TRUE(client.invoker()->account().user());
    co_await client.disconnect();
  };
  run_here(gone());
  EXPECT_EQ(fatal, 1);
  // Forgetting keys drops connections; then one refusal, and its confirmation elsewhere.
  EXPECT_EQ(recorder_.opened(), (Places{"192.0.2.1:443", "192.0.2.1:443", "192.0.2.2:443"}));
  EXPECT_EQ(counters().handshakes_started, 1U);
}

TEST_F(RefusalTest, KeyOfAnotherDataCentre_IsReplacedQuietly_C22) {
  datacenter::BackgroundOptions options;
  options.data_center.engine.dc_id = 4;
  const auto fourth = datacenter::BackgroundDataCenter::start(std::move(options));
  const auto elsewhere = [&]() -> asio::awaitable<void> {
    ClientBuilder settings = builder();
    settings.dc_addr(4, "127.0.0.1:" + std::to_string((*fourth)->port()));
    Client client = co_await settings.connect();
    CallOptions there;
    there.dc(4);
    co_await client.invoke(GetConfig{}, there);
    const std::uint64_t before = key_of(client, 4);
    client.invoker()->account().set_user(SessionUser{.id = 7, .is_bot = true});
    client.invoker()->account().change_dc(4, [](DcEntry& dc) { dc.authorized = true; });
    (*fourth)->run([](datacenter::DataCenter& dc, datacenter::World&) { dc.forget_keys(); });
    const auto refused = co_await as_result(client.invoke(GetConfig{}, there));
    // Whatever the call came to without a login to carry over: the client lives, the key is new.
    while (key_of(client, 4) == before || key_of(client, 4) == 0) co_await tick();
    EXPECT_FALSE(client.invoker()->account().dc(4).authorized);
    co_await client.invoke(GetConfig{});
    co_await client.disconnect();
  };
  run_here(elsewhere());
  EXPECT_EQ((*fourth)->counters().permanent_keys_made, 2U);
  EXPECT_EQ(counters().permanent_keys_made, 1U);
}

TEST_F(RefusalTest, WrongDataCentre_IsTriedElsewhere_C22) {
  const auto wrong = [this]() -> asio::awaitable<void> {
    Client client = co_await with_login(recorded());
    refuse_next(-444);
    co_await client.invoke(GetNearestDc{});
    EXPECT_EQ(client.invoker()->account().dc(2).addresses.size(), 2U);
    co_await client.disconnect();
  };
  run_here(wrong());
  EXPECT_EQ(counters().handshakes_started, 1U);
}

TEST_F(RefusalTest, WrongDataCentreEverywhere_IsATypedErrorWithItsCode_C22) {
  const auto wrong = [this]() -> asio::awaitable<void> {
    Client client = co_await builder().connect();
    client.invoker()->account().change_dc(2, [](DcEntry& dc) { dc.addresses.emplace_back(); });
    refuse_next(-444);
    try {
      co_await client.invoke(GetConfig{});
      ADD_FAILURE() << "answered";
    } catch (const TransportError& error) {
      EXPECT_EQ(error.code(), ClientErrc::server_refused);
      EXPECT_EQ(error.server_code(), -444);
    }
    // Addresses that a server had told are not trusted any more.
    EXPECT_TRUE(client.invoker()->account().dc(2).addresses.empty());
  };
  run_here(wrong());
}

TEST_F(RefusalTest, RefusedKeyExchange_IsGivenUpAndBegunAnew_C22) {
  refuse_next(-404);
  const auto again = [this]() -> asio::awaitable<void> {
    Client client = co_await recorded().connect();
    co_await client.invoke(GetConfig{});
    co_await client.disconnect();
  };
  run_here(again());
  EXPECT_EQ(counters().permanent_keys_made, 1U);
  EXPECT_EQ(counters().transport_errors_sent, 1U);
}

TEST_F(RefusalTest, OldConnection_IsClosedBeforeTheNextIsOpened_B95_M33) {
  const auto again = [this]() -> asio::awaitable<void> {
    Client client = co_await with_login(recorded());
    for (int i = 0; i < 2; ++i) {
      refuse_next(-429 - 100 * i);  // the server leaves the connection open
      client.signal_network_restored();
      int answers = 0;
      const auto ask = [](Client with, int& count) -> asio::awaitable<void> {
        co_await with.invoke(GetNearestDc{});
        ++count;
      };
      asio::co_spawn(context_, ask(client, answers), asio::detached);
      while (answers == 0) {
        client.signal_network_restored();  // no waiting for the backoff
        co_await tick();
      }
    }
    co_await client.disconnect();
    co_await client.connect();
    co_await client.invoke(GetConfig{});
    co_await client.disconnect();
  };
  run_here(again());
  const std::vector<std::string>& events = recorder_.events();
  ASSERT_EQ(events.size(), 8U);
  for (std::size_t i = 0; i < events.size(); i += 2) {
    EXPECT_TRUE(events[i].starts_with("open ")) << i;
    EXPECT_EQ(events[i + 1], "close" + events[i].substr(4)) << i;
  }
}

/// What the other end of a connection sees when it ends.
class TcpEndTest : public testing::Test {
 protected:
  asio::awaitable<void> end(bool abort, std::error_code& seen) {
    asio::ip::tcp::acceptor acceptor(context_, {asio::ip::address_v4::loopback(), 0});
    const Connector tcp = tcp_connector();
    Endpoint here("127.0.0.1", acceptor.local_endpoint().port());
    const std::unique_ptr<Stream> stream = co_await tcp(context_.get_executor(), std::move(here));
    asio::ip::tcp::socket other = co_await acceptor.async_accept(asio::use_awaitable);
    abort ? stream->abort() : stream->close();
    std::array<char, 1> byte{};
    co_await other.async_read_some(asio::buffer(byte),
                                   asio::redirect_error(asio::use_awaitable, seen));
  }

  std::error_code ended(bool abort) {
    std::error_code seen;
    testing_support::run(context_, end(abort, seen));
    return seen;
  }

  asio::io_context context_;
};

TEST_F(TcpEndTest, AbortedConnection_IsGoneForTheOtherSideToo_B95) {
  EXPECT_EQ(ended(true), asio::error::connection_reset);
  EXPECT_EQ(ended(false), asio::error::eof);
}

TEST_F(RefusalTest, TwoLinksWithoutAKey_MakeOneTogether_A08) {
  datacenter::BackgroundOptions options;
  options.data_center.engine.dc_id = 4;
  const auto fourth = datacenter::BackgroundDataCenter::start(std::move(options));
  const auto both = [&]() -> asio::awaitable<void> {
    ClientBuilder settings = builder();
    settings.dc_addr(4, "127.0.0.1:" + std::to_string((*fourth)->port()));
    Client client = co_await settings.connect();
    int answers = 0;
    const auto ask = [](Client with, SessionKind kind, int& count) -> asio::awaitable<void> {
      CallOptions there;
      there.dc(4).session(kind);
      co_await with.invoke(GetConfig{}, there);
      ++count;
    };
    asio::co_spawn(context_, ask(client, SessionKind::main, answers), asio::detached);
    asio::co_spawn(context_, ask(client, SessionKind::file, answers), asio::detached);
    while (answers < 2) co_await tick();
    co_await client.disconnect();
  };
  run_here(both());
  EXPECT_EQ((*fourth)->counters().handshakes_started, 1U);
  EXPECT_GE((*fourth)->counters().connections_opened, 2U);
}

TEST_F(RefusalTest, InjectedKeys_AreRefusedAtTelegramsAddresses_A34) {
  const auto refused = [](ClientBuilder settings) -> asio::awaitable<void> {
    const auto outcome = co_await as_result(settings.connect());
    EXPECT_EQ(outcome.error().code(), ClientErrc::invalid_argument);
  };
  ClientBuilder settings;
  settings.api_id(1).api_hash("hash").in_memory().server_key(server_->public_key_pem());
  settings.connector(recorder_.connector(server_->port()));
  run_here(refused(settings));
  ClientBuilder named = settings;
  named.dc_addr("149.154.167.51:443");
  run_here(refused(named));
  EXPECT_TRUE(recorder_.events().empty());

  const auto allowed = [](ClientBuilder with) -> asio::awaitable<void> {
    with.unsafe_server_keys();
    Client client = co_await with.connect();
    co_await client.disconnect();
  };
  run_here(allowed(settings));
  EXPECT_EQ(recorder_.opened(), Places{"149.154.167.51:443"});
}

}  // namespace
}  // namespace strata
