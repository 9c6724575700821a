// Perfect forward secrecy over a real connection: temporary keys are bound, lost, refused, renewed.
#include "client/e2e/fixture.hpp"

#include "strata/client/account.hpp"
#include "strata/client/as_result.hpp"
#include "strata/crypto/auth_key.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/help/get_nearest_dc.hpp"

namespace strata {
namespace {

using namespace std::chrono_literals;
using datacenter::Counters;
using datacenter::Faults;
using testing_support::EndToEnd;
using testing_support::tick;
using tl::functions::help::GetConfig;
using tl::functions::help::GetNearestDc;

class SecrecyTest : public EndToEnd {
 protected:
  [[nodiscard]] ClientBuilder secret() const {
    ClientBuilder settings = builder();
    settings.perfect_forward_secrecy();
    return settings;
  }

  static asio::awaitable<void> ask(Client client, int& answers) {
    co_await client.invoke(GetConfig{});
    ++answers;
  }

  /// Makes a call and waits for its answer, but for no pause between attempts.
  asio::awaitable<void> ask_in_haste(Client client) {
    int answers = 0;
    asio::co_spawn(context_, ask(client, answers), asio::detached);
    while (answers == 0) {
      client.signal_network_restored();
      co_await tick();
    }
  }

  static std::uint64_t stored_key(const Client& client) {
    const auto key = client.invoker()->account().dc(2).auth_key;
    return key ? key->id() : 0;
  }

  void refuse_next(std::int32_t code, std::string text) {
    set_faults([&](Faults& faults) {
      faults.rpc_error_code = code;
      faults.rpc_error_text = std::move(text);
    });
  }

  /// A session whose permanent key is older than this client.
  asio::awaitable<std::string> old_session() {
    Client client = co_await builder().connect();
    client.invoker()->account().set_user(SessionUser{.id = 7, .is_bot = true});
    std::string text = client.export_session_string();
    co_await client.disconnect();
    co_return text;
  }
};

TEST_F(SecrecyTest, Calls_GoUnderABoundTemporaryKey_A70_A73) {
  const auto talks = [this]() -> asio::awaitable<void> {
    Client client = co_await secret().connect();
    co_await client.invoke(GetConfig{});
    at_server([](datacenter::DataCenter& dc) { dc.drop_connections(); });
    co_await client.invoke(GetNearestDc{});
    co_await client.disconnect();
  };
  run_here(talks());
  const Counters seen = counters();
  EXPECT_EQ(seen.permanent_keys_made, 1U);
  EXPECT_EQ(seen.temporary_keys_made, 1U);
  EXPECT_EQ(seen.keys_bound, 1U);
  EXPECT_EQ(seen.calls.at("help.getConfig"), 1U);
}

TEST_F(SecrecyTest, StoredSession_HoldsThePermanentKeyAlone_A74) {
  const auto twice = [this]() -> asio::awaitable<void> {
    std::string text = co_await old_session();
    for (int i = 0; i < 2; ++i) {
      ClientBuilder settings = secret();
      settings.session_string(text);
      Client client = co_await settings.connect();
      co_await client.invoke(GetConfig{});
      EXPECT_EQ(client.export_session_string(), text);
      co_await client.disconnect();
    }
  };
  run_here(twice());
  EXPECT_EQ(counters().permanent_keys_made, 1U);
  EXPECT_EQ(counters().temporary_keys_made, 2U);
}

TEST_F(SecrecyTest, ParallelSessions_HaveTheirOwnTemporaryKeys_A73) {
  const auto both = [this]() -> asio::awaitable<void> {
    Client client = co_await secret().connect();
    CallOptions file;
    file.session(SessionKind::file);
    co_await client.invoke(GetConfig{}, file);
    co_await client.invoke(GetConfig{});
    co_await client.disconnect();
  };
  run_here(both());
  EXPECT_EQ(counters().permanent_keys_made, 1U);
  EXPECT_EQ(counters().keys_bound, 2U);
}

TEST_F(SecrecyTest, N101_ForgottenTemporaryKey_IsReplacedAndTheCallCompletes) {
  const auto forgotten = [this]() -> asio::awaitable<void> {
    Client client = co_await secret().connect();
    client.invoker()->account().set_user(SessionUser{.id = 7, .is_bot = true});
    co_await client.invoke(GetNearestDc{});
    const std::uint64_t permanent = stored_key(client);
    at_server([](datacenter::DataCenter& dc) { dc.forget_temporary_keys(); });
    co_await ask_in_haste(client);
    EXPECT_EQ(stored_key(client), permanent);
    EXPECT_TRUE(client.invoker()->account().user());
    co_await client.disconnect();
  };
  run_here(forgotten());
  EXPECT_EQ(counters().permanent_keys_made, 1U);
  EXPECT_EQ(counters().keys_bound, 2U);
}

TEST_F(SecrecyTest, BindingThatTheServerForgot_IsMadeAgain_A75) {
  const auto forgotten = [this]() -> asio::awaitable<void> {
    Client client = co_await secret().connect();
    co_await client.invoke(GetNearestDc{});
    refuse_next(401, "AUTH_KEY_PERM_EMPTY");
    co_await ask_in_haste(client);
    co_await client.disconnect();
  };
  run_here(forgotten());
  EXPECT_EQ(counters().permanent_keys_made, 1U);
  EXPECT_EQ(counters().keys_bound, 2U);
}

TEST_F(SecrecyTest, RefusedBinding_CostsTheTemporaryKeyOnly_A76) {
  const auto refused = [this](std::string text) -> asio::awaitable<void> {
    ClientBuilder settings = secret();
    settings.session_string(text);
    refuse_next(400, "ENCRYPTED_MESSAGE_INVALID");
    Client client = co_await settings.connect();
    const std::uint64_t permanent = stored_key(client);
    co_await ask_in_haste(client);
    EXPECT_EQ(stored_key(client), permanent);
    co_await client.disconnect();
  };
  const auto all = [&]() -> asio::awaitable<void> {
    std::string text = co_await old_session();
    co_await refused(std::move(text));
  };
  run_here(all());
  EXPECT_EQ(counters().permanent_keys_made, 1U);
  EXPECT_EQ(counters().temporary_keys_made, 2U);
  EXPECT_EQ(counters().keys_bound, 1U);
  // The permanent key was checked by a call of its own.
  EXPECT_EQ(counters().calls.at("help.getNearestDc"), 1U);
}

TEST_F(SecrecyTest, BindingRefusedAgainAndAgain_IsToldToCallers_A76) {
  const auto refused = [this]() -> asio::awaitable<void> {
    Client client = co_await secret().connect();
    co_await client.invoke(GetConfig{});
    std::error_code told;
    const auto call = [](Client with, std::error_code& code) -> asio::awaitable<void> {
      const auto outcome = co_await as_result(with.invoke(GetNearestDc{}));
      if (!outcome) code = outcome.error().code();
    };
    at_server([](datacenter::DataCenter& dc) { dc.forget_temporary_keys(); });
    asio::co_spawn(context_, call(client, told), asio::detached);
    while (!told) {
      refuse_next(400, "TEMP_AUTH_KEY_EMPTY");
      client.signal_network_restored();
      co_await tick();
    }
    EXPECT_EQ(told, mtproto::Errc::binding_failed);
    EXPECT_NE(stored_key(client), 0U);
    // Trying goes on all the same.
    refuse_next(0, "");
    for (bool answered = false; !answered;) {
      client.signal_network_restored();
      const auto outcome = co_await as_result(client.invoke(GetConfig{}));
      answered = outcome.has_value();
      co_await tick();
    }
    co_await client.disconnect();
  };
  run_here(refused());
  EXPECT_EQ(counters().permanent_keys_made, 1U);
}

TEST_F(SecrecyTest, LostPermanentKey_EndsTheLoginAfterTwoProofs_A76_C23) {
  const auto lost = [this]() -> asio::awaitable<void> {
    ClientBuilder settings = secret();
    settings.session_string(co_await old_session());
    Client client = co_await settings.connect();
    co_await client.invoke(GetConfig{});
    at_server([](datacenter::DataCenter& dc) { dc.forget_keys(); });
    std::error_code told;
    const auto wait = [](Client with, std::error_code& code) -> asio::awaitable<void> {
      const auto outcome = co_await as_result(with.run_until_disconnected());
      code = outcome.error().code();
    };
    asio::co_spawn(context_, wait(client, told), asio::detached);
    while (!told) {
      client.signal_network_restored();
      co_await tick();
    }
    EXPECT_EQ(told, ClientErrc::auth_key_lost);
    EXPECT_NE(stored_key(client), 0U);
    co_await client.disconnect();
  };
  run_here(lost());
  EXPECT_EQ(counters().permanent_keys_made, 1U);
}

TEST_F(SecrecyTest, Renewal_ChangesKeysInTheBackgroundOnOneConnection_A74_B95) {
  const auto renewed = [this]() -> asio::awaitable<void> {
    ClientBuilder settings = builder();
    settings.perfect_forward_secrecy(true, 60s);
    Client client = co_await settings.connect();
    co_await client.invoke(GetConfig{});
    // The client learns of the server's time by its answers, half a minute at most each.
    for (int i = 0; i < 2; ++i) {
      at_server([](datacenter::DataCenter& dc) { dc.advance_clock(20s); });
      co_await client.invoke(GetConfig{});
    }
    co_await until([](const Counters& seen) { return seen.keys_bound == 2; });
    co_await client.invoke(GetNearestDc{});
    co_await client.disconnect();
  };
  run_here(renewed());
  const Counters seen = counters();
  EXPECT_EQ(seen.permanent_keys_made, 1U);
  EXPECT_EQ(seen.temporary_keys_made, 2U);
  // One connection for calls, one for the exchange of the second key.
  EXPECT_EQ(seen.connections_opened, 2U);
  EXPECT_EQ(seen.calls.at("help.getConfig"), 3U);
  EXPECT_EQ(seen.transport_errors_sent, 0U);
}

TEST_F(SecrecyTest, RenewalThatFails_LeavesTheKeyInUse_A74) {
  const auto failed = [this]() -> asio::awaitable<void> {
    ClientBuilder settings = builder();
    settings.perfect_forward_secrecy(true, 60s);
    Client client = co_await settings.connect();
    co_await client.invoke(GetConfig{});
    set_faults([](Faults& faults) { faults.refuse_connections = true; });
    for (int i = 0; i < 2; ++i) {
      at_server([](datacenter::DataCenter& dc) { dc.advance_clock(20s); });
      co_await client.invoke(GetConfig{});
    }
    co_await until([](const Counters& seen) { return seen.connections_opened == 2; });
    co_await client.invoke(GetNearestDc{});
    co_await client.disconnect();
  };
  run_here(failed());
  EXPECT_EQ(counters().keys_bound, 1U);
}

}  // namespace
}  // namespace strata
