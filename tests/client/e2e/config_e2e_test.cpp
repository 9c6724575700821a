// The server's configuration over a real connection: when it is asked for, and what is stored of
// it.
#include "client/e2e/fixture.hpp"

#include "strata/client/account.hpp"
#include "strata/client/as_result.hpp"
#include "strata/tl/functions/help/get_nearest_dc.hpp"
#include "strata/tl/types/nearest_dc.hpp"

#include <memory>
#include <string>

namespace strata {
namespace {

using namespace std::chrono_literals;
using datacenter::Counters;
using datacenter::DataCenter;
using datacenter::Faults;
using datacenter::World;
using testing_support::EndToEnd;
using testing_support::tick;
using tl::functions::help::GetNearestDc;

constexpr const char* bot_token = "7001:AAtestAAtestAAtestAAtestAAtestAAtest";

class ConfigTest : public EndToEnd {
 protected:
  /// A client that knows no address by hand: whatever it dials is the local data centre, unless
  /// `refusals_` says otherwise.
  ClientBuilder dialling() {
    ClientBuilder settings;
    settings.api_id(1).api_hash("hash").in_memory();
    settings.server_key(server_->public_key_pem()).unsafe_server_keys();
    settings.reconnect_policy(fixed_interval(1ms));
    settings.connector(
        [this, tcp = tcp_connector()](const asio::any_io_executor& executor, const Endpoint&) {
          const bool refused = refusals_ > 0;
          if (refused) --refusals_;
          // Nothing listens on port 1.
          return tcp(executor, Endpoint("127.0.0.1", refused ? 1 : server_->port()));
        });
    return settings;
  }

  [[nodiscard]] std::uint64_t asked() const {
    const auto calls = counters().calls;
    const auto found = calls.find("help.getConfig");
    return found == calls.end() ? 0 : found->second;
  }
  asio::awaitable<void> until_asked(std::uint64_t times) {
    while (asked() < times) co_await tick();
  }
  /// Waits for what `first` is told, and goes on as another client that need not ask: it holds for
  /// an hour.
  asio::awaitable<Client> connect_knowing(Client first) {
    while (first.invoker()->account().dc_options_expire() == 0) co_await tick();
    ClientBuilder settings = dialling();
    settings.session_string(first.export_session_string());
    co_await first.disconnect();
    Client second = co_await settings.connect();
    co_return second;
  }

  int refusals_ = 0;
};

TEST_F(ConfigTest, FirstConnection_AsksAndStoresTheAddresses_C29) {
  const auto story = [this]() -> asio::awaitable<void> {
    ClientBuilder settings = dialling();
    settings.allow_local_addresses();
    Client client = co_await settings.connect();
    const Account& account = client.invoker()->account();
    while (account.dc(2).addresses.empty()) co_await tick();
    EXPECT_EQ(account.dc(2).addresses.size(), 1U);
    EXPECT_EQ(account.dc(2).addresses[0].ip, "127.0.0.1");
    EXPECT_EQ(account.dc(2).addresses[0].port, server_->port());
    EXPECT_TRUE(account.dc(2).addresses[0].this_port_only);
    EXPECT_GT(account.dc_options_expire(), 0);
    co_await client.disconnect();
  };
  run_here(story());
  EXPECT_EQ(asked(), 1U);
}

TEST_F(ConfigTest, LoopbackAddress_IsNotBelievedWithoutTheTestFlag_C30) {
  const auto story = [this]() -> asio::awaitable<void> {
    Client client = co_await dialling().connect();
    const Account& account = client.invoker()->account();
    while (account.dc_options_expire() == 0) co_await tick();
    EXPECT_TRUE(account.dc(2).addresses.empty());
    co_await client.disconnect();
  };
  run_here(story());
}

TEST_F(ConfigTest, WhatIsStoredAndHolds_IsNotAskedForAgain_C29) {
  const auto story = [this]() -> asio::awaitable<void> {
    Client first = co_await dialling().connect();
    Client second = co_await connect_knowing(first);
    co_await second.invoke(GetNearestDc{});
    co_await second.disconnect();
  };
  run_here(story());
  EXPECT_EQ(asked(), 1U);
}

TEST_F(ConfigTest, AddressByHand_AsksForNothing) {
  const auto story = [this]() -> asio::awaitable<void> {
    Client client = co_await builder().connect();
    co_await client.invoke(GetNearestDc{});
    co_await client.disconnect();
  };
  run_here(story());
  EXPECT_EQ(asked(), 0U);
}

TEST_F(ConfigTest, AllAddressesFailed_AsksAgain_C29) {
  const auto story = [this]() -> asio::awaitable<void> {
    Client first = co_await dialling().connect();
    Client client = co_await connect_knowing(first);
    co_await client.invoke(GetNearestDc{});
    EXPECT_EQ(asked(), 1U);

    refusals_ = 9;  // three addresses on three ports
    at_server([](DataCenter& dc) { dc.drop_connections(); });
    co_await until_asked(2);
    EXPECT_EQ(refusals_, 0);
    co_await client.disconnect();
  };
  run_here(story());
}

TEST_F(ConfigTest, UpdateConfig_AsksAgain_C29) {
  datacenter::UserId person = 0;
  datacenter::UserId bot = 0;
  server_->run([&](DataCenter&, World& world) {
    datacenter::PersonSpec ann;
    ann.phone = "+9996621234";
    ann.first_name = "Ann";
    person = world.create_user(ann).value();
    datacenter::BotSpec echo;
    echo.token = bot_token;
    echo.first_name = "Echo";
    echo.username = "config_test_bot";
    bot = world.create_bot(echo).value();
  });
  const auto story = [&]() -> asio::awaitable<void> {
    Client first = co_await dialling().connect();
    co_await first.bot_sign_in(bot_token);
    Client client = co_await connect_knowing(first);
    co_await client.invoke(GetNearestDc{});
    EXPECT_EQ(asked(), 1U);

    // The next push of updates says something else: updateShort with updateConfig.
    set_faults([](Faults& faults) {
      faults.edit_packet = [](datacenter::OutgoingPacket& packet) {
        const Bytes updates = *from_hex("4042ae74");
        const std::string_view body = as_text(packet.body);
        if (body.find(as_text(updates)) == std::string_view::npos) return;
        testing_support::replace_body(packet, *from_hex("c1ded478 06dd29a2 01000000"));
      };
    });
    server_->run([&](DataCenter& dc, World& world) {
      const auto now = std::chrono::duration_cast<std::chrono::seconds>(dc.unix_time()).count();
      (void)world.send_text(person, bot, "hello", now);
    });
    co_await until_asked(2);
    co_await client.disconnect();
  };
  run_here(story());
}

}  // namespace
}  // namespace strata
