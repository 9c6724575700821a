// Logging out over a real connection: the login ends on both sides, and its keys with it.
#include "client/e2e/fixture.hpp"

#include "strata/client/account.hpp"
#include "strata/client/as_result.hpp"
#include "strata/crypto/auth_key.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/types/config.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace strata {
namespace {

using namespace std::chrono_literals;
using datacenter::Counters;
using datacenter::Faults;
using testing_support::EndToEnd;
using tl::functions::help::GetConfig;

constexpr const char* bot_token = "1000:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
constexpr std::uint32_t key_destroyed = 0xf660e1d4;
constexpr std::uint32_t key_refused = 0xea109b13;

class LogoutTest : public EndToEnd {
 protected:
  asio::awaitable<Client> signed_in(ClientBuilder settings) {
    Client client = co_await settings.connect();
    co_await client.bot_sign_in(bot_token);
    co_return client;
  }
  static asio::awaitable<void> knock(Client client) {
    const auto outcome = co_await as_result(client.invoke(GetConfig{}));
    EXPECT_FALSE(outcome);
  }
  ClientBuilder watched() {
    ClientBuilder settings = builder();
    settings.log([this](const LogRecord& record) { note(record); }, LogLevel::info);
    return settings;
  }
  /// What became of keys, as the client logged it.
  std::vector<std::string> outcomes() {
    const std::lock_guard lock(mutex_);
    return outcomes_;
  }
  /// Every packet that ends with the answer "destroyed" ends with that one instead, or goes
  /// missing.
  void replace_answer(std::optional<std::uint32_t> by) {
    set_faults([by](Faults& faults) {
      faults.edit_packet = [by](datacenter::OutgoingPacket& packet) {
        if (packet.body.size() < 4) return;
        std::uint8_t* last = packet.body.data() + packet.body.size() - 4;
        if (load_le<std::uint32_t>(last) != key_destroyed) return;
        packet.dropped = !by;
        if (by) store_le(last, *by);
      };
    });
  }

 private:
  void note(const LogRecord& record) {
    if (record.message() != "a key is retired") return;
    const std::lock_guard lock(mutex_);
    for (const LogField& field : record.fields()) {
      if (field.key() == "outcome") outcomes_.push_back(field.value());
    }
  }

  std::mutex mutex_;
  std::vector<std::string> outcomes_;
};

TEST_F(LogoutTest, SignOut_DestroysTheKeyAndGoesOnWithANewOne_A78) {
  const auto story = [this]() -> asio::awaitable<void> {
    Client client = co_await signed_in(watched());
    const std::uint64_t before = client.invoker()->account().dc(2).auth_key->id();
    const std::string stolen = client.export_session_string();
    const bool confirmed = co_await client.sign_out();
    EXPECT_TRUE(confirmed);
    EXPECT_EQ(outcomes(), std::vector<std::string>{"destroyed"});
    EXPECT_FALSE(client.invoker()->account().user());

    // Whoever has the old session has nothing.
    ClientBuilder thief = builder();
    thief.session_string(stolen).call_timeout(1s);
    Client other = co_await thief.connect();
    asio::co_spawn(context_, knock(other), asio::detached);
    const std::function<bool(const Counters&)> refused = [before](const Counters& seen) {
      return seen.packets_under_unknown_keys.contains(before);
    };
    co_await until(refused);
    co_await other.disconnect();

    // The client goes on, with another key.
    const auto config = co_await client.invoke(GetConfig{});
    EXPECT_EQ(config->as<tl::types::Config>().this_dc, 2);
    EXPECT_NE(client.invoker()->account().dc(2).auth_key->id(), before);
    co_await client.bot_sign_in(bot_token);
    co_await client.disconnect();
  };
  run_here(story());
  EXPECT_EQ(counters().calls.at("auth.logOut"), 1U);
}

// The permanent key goes, not only the temporary one that the calls went under.
TEST_F(LogoutTest, SignOutWithForwardSecrecy_DestroysThePermanentKey_A78) {
  const auto story = [this]() -> asio::awaitable<void> {
    ClientBuilder settings = watched();
    settings.perfect_forward_secrecy();
    Client client = co_await signed_in(settings);
    const std::uint64_t before = client.invoker()->account().dc(2).auth_key->id();
    co_await client.sign_out();
    EXPECT_EQ(outcomes(), std::vector<std::string>{"destroyed"});
    co_await client.invoke(GetConfig{});
    EXPECT_NE(client.invoker()->account().dc(2).auth_key->id(), before);
    co_await client.disconnect();
  };
  run_here(story());
  EXPECT_EQ(counters().permanent_keys_made, 2U);
}

TEST_F(LogoutTest, ServerThatKeepsTheKey_IsNoReasonToKeepItHere_A78) {
  const auto story = [this]() -> asio::awaitable<void> {
    Client client = co_await signed_in(watched());
    replace_answer(key_refused);
    co_await client.sign_out();
    EXPECT_EQ(outcomes(), std::vector<std::string>{"kept by the server"});
    EXPECT_FALSE(client.invoker()->account().user());
    co_await client.disconnect();
  };
  run_here(story());
}

TEST_F(LogoutTest, ServerThatDoesNotAnswer_IsNotWaitedForLong_A78) {
  const auto story = [this]() -> asio::awaitable<void> {
    ClientBuilder settings = watched();
    settings.shutdown_timeout(30ms).reconnect_policy(fixed_interval(1ms));
    Client client = co_await signed_in(settings);
    replace_answer(std::nullopt);
    co_await client.sign_out();
    EXPECT_EQ(outcomes().size(), 1U);
    EXPECT_NE(outcomes(), std::vector<std::string>{"destroyed"});
    EXPECT_FALSE(client.invoker()->account().dc(2).authorized);
    co_await client.disconnect();
  };
  run_here(story());
}

}  // namespace
}  // namespace strata
