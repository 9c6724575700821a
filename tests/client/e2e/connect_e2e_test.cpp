// Connecting to a data centre: transports, sessions kept and refused, servers that are not it.
#include "client/e2e/fixture.hpp"
#include "client/temporary_folder.hpp"

#include "strata/datacenter/server_key.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/transport.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/types/config.hpp"

#include <asio/ip/tcp.hpp>

namespace strata {
namespace {

using namespace std::chrono_literals;
using testing_support::EndToEnd;
using testing_support::TemporaryFolder;

asio::awaitable<int> dc_by_config(Client client) {
  const auto config = co_await client.invoke(tl::functions::help::GetConfig{});
  co_return config->as<tl::types::Config>().this_dc;
}

class ConnectTest : public EndToEnd {
 protected:
  asio::awaitable<void> ask_once(ClientBuilder settings) {
    Client client = co_await settings.connect();
    EXPECT_TRUE(client.is_connected());
    EXPECT_EQ(co_await dc_by_config(client), 2);
    co_await client.disconnect();
    EXPECT_FALSE(client.is_connected());
  }

  template <class Expected>
  asio::awaitable<void> expect_refused(ClientBuilder settings, std::error_code code) {
    try {
      Client client = co_await settings.connect();
      ADD_FAILURE() << "connected";
    } catch (const Expected& error) {
      EXPECT_EQ(error.code(), code) << error.what();
    }
  }
};

TEST_F(ConnectTest, FirstConnection_MakesAKeyAndAnswersCalls) {
  run_here(ask_once(builder()));
  EXPECT_EQ(counters().permanent_keys_made, 1U);
}

TEST_F(ConnectTest, EveryTransport_Works) {
  using mtproto::TransportKind;
  for (const TransportKind kind :
       {TransportKind::abridged, TransportKind::intermediate, TransportKind::padded_intermediate,
        TransportKind::full, TransportKind::obfuscated_abridged,
        TransportKind::obfuscated_intermediate, TransportKind::obfuscated_padded}) {
    ClientBuilder settings = builder();
    settings.transport(kind);
    run_here(ask_once(settings));
  }
  EXPECT_EQ(counters().permanent_keys_made, 7U);
}

TEST_F(ConnectTest, StoredSession_NeedsNoSecondKeyExchange) {
  const TemporaryFolder folder;
  for (int i = 0; i < 3; ++i) {
    ClientBuilder settings = builder();
    settings.session(folder / "a.session");
    run_here(ask_once(settings));
  }
  EXPECT_EQ(counters().handshakes_started, 1U);
}

TEST_F(ConnectTest, SessionString_CarriesTheKey) {
  std::string text;
  const auto export_it = [this](std::string& out) -> asio::awaitable<void> {
    Client client = co_await builder().connect();
    out = client.export_session_string();
  };
  run_here(export_it(text));
  ClientBuilder settings = builder();
  settings.session_string(text);
  run_here(ask_once(settings));
  EXPECT_EQ(counters().handshakes_started, 1U);
}

TEST_F(ConnectTest, DamagedSessionFile_IsRefusedAndLeftAlone) {
  const TemporaryFolder folder;
  testing_support::write_file(folder / "a.session", "STRATASN and then junk");
  ClientBuilder settings = builder();
  settings.session(folder / "a.session");
  run_here(expect_refused<SessionError>(settings, ClientErrc::session_corrupt));
  EXPECT_EQ(testing_support::read_file(folder / "a.session"), "STRATASN and then junk");
  EXPECT_EQ(counters().connections_opened, 0U);
}

TEST_F(ConnectTest, SessionOfTheOtherEnvironment_IsRefused) {
  const TemporaryFolder folder;
  ClientBuilder settings = builder();
  settings.session(folder / "a.session");
  run_here(ask_once(settings));
  settings.session(folder / "a.session").test_environment();
  run_here(expect_refused<SessionError>(settings, ClientErrc::session_environment));
}

TEST_F(ConnectTest, ServerWithoutTheKnownKey_IsRefusedAtOnce) {
  ClientBuilder settings;
  settings.api_id(1).api_hash("hash").in_memory().dc_addr(address());
  run_here(expect_refused<SecurityError>(settings, mtproto::Errc::unknown_server_key));
  EXPECT_EQ(counters().handshakes_started, 1U);
}

TEST_F(ConnectTest, TamperedKeyExchange_IsASecurityError) {
  set_faults([](datacenter::Faults& faults) {
    faults.edit_handshake = [](datacenter::Object& answer) {
      if (answer.name() == "resPQ") answer.set("nonce", Bytes(16, 7));
    };
  });
  run_here(expect_refused<SecurityError>(builder(), mtproto::Errc::nonce_mismatch));
}

TEST_F(ConnectTest, NobodyListening_IsATransportErrorAtOnce) {
  asio::ip::tcp::acceptor reserved(context_, {asio::ip::address_v4::loopback(), 0});
  const std::string free = "127.0.0.1:" + std::to_string(reserved.local_endpoint().port());
  reserved.close();
  ClientBuilder settings = builder();
  settings.dc_addr(free);
  run_here(expect_refused<TransportError>(settings, ClientErrc::connect_failed));
}

TEST_F(ConnectTest, SilentServer_IsATransportErrorInTime) {
  asio::ip::tcp::acceptor silent(context_, {asio::ip::address_v4::loopback(), 0});
  ClientBuilder settings = builder();
  settings.dc_addr("127.0.0.1:" + std::to_string(silent.local_endpoint().port()));
  settings.handshake_timeout(20ms);
  run_here(expect_refused<TransportError>(settings, mtproto::Errc::handshake_timeout));
}

TEST_F(ConnectTest, MissingCredentials_AreNamed) {
  ClientBuilder without_id = builder();
  without_id.api_id(0);
  run_here(expect_refused<Error>(without_id, ClientErrc::missing_api_id));
  ClientBuilder without_hash = builder();
  without_hash.api_hash("");
  run_here(expect_refused<Error>(without_hash, ClientErrc::missing_api_hash));
}

TEST_F(ConnectTest, UnknownDataCentre_IsNamed) {
  ClientBuilder settings;
  settings.api_id(1).api_hash("hash").in_memory().home_dc(77);
  run_here(expect_refused<ProtocolError>(settings, ClientErrc::unknown_dc));
}

}  // namespace
}  // namespace strata
