// Clients behind SOCKS5 and HTTP proxies: small fronts on loopback, which forward to the data
// centre.
#include "client/e2e/fixture.hpp"
#include "net/proxy_connector.hpp"

#include "strata/client/as_result.hpp"
#include "strata/tl/functions/help/get_config.hpp"

#include <asio/buffer.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read.hpp>
#include <asio/read_until.hpp>
#include <asio/redirect_error.hpp>
#include <asio/write.hpp>

#include <array>
#include <memory>
#include <string>

namespace strata {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using asio::ip::tcp;
using testing_support::EndToEnd;
using tl::functions::help::GetConfig;

/// A proxy with a script: answers what it is told, remembers what it was asked, then forwards.
class FrontTest : public EndToEnd {
 protected:
  struct Script {
    /// Sent when the client has sent so many bytes (or, with 0, an empty line).
    std::string answer;
    std::size_t after = 0;
  };

  FrontTest() : acceptor_(context_, {asio::ip::address_v4::loopback(), 0}) {}

  [[nodiscard]] std::string front() const {
    return "127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
  }

  /// Serves one connection.
  asio::awaitable<void> serve(std::vector<Script> script) {
    auto client =
        std::make_shared<tcp::socket>(co_await acceptor_.async_accept(asio::use_awaitable));
    for (const Script& step : script) {
      std::string asked;
      if (step.after == 0) {
        co_await asio::async_read_until(*client, asio::dynamic_buffer(asked), "\r\n\r\n",
                                        asio::use_awaitable);
      } else {
        asked.resize(step.after);
        co_await asio::async_read(*client, asio::buffer(asked), asio::use_awaitable);
      }
      asked_ += asked;
      co_await asio::async_write(*client, asio::buffer(step.answer), asio::use_awaitable);
    }
    if (!forwards_) co_return;
    auto server = std::make_shared<tcp::socket>(context_);
    const tcp::endpoint target(asio::ip::address_v4::loopback(), server_->port());
    co_await server->async_connect(target, asio::use_awaitable);
    asio::co_spawn(context_, forward(client, server), asio::detached);
    co_await forward(server, client);
  }

  static asio::awaitable<void> forward(std::shared_ptr<tcp::socket> from,
                                       std::shared_ptr<tcp::socket> to) {
    std::array<char, 4096> space{};
    std::error_code error;
    while (!error) {
      const std::size_t count = co_await from->async_read_some(
          asio::buffer(space), asio::redirect_error(asio::use_awaitable, error));
      if (error) break;
      co_await asio::async_write(*to, asio::buffer(space.data(), count),
                                 asio::redirect_error(asio::use_awaitable, error));
    }
    to->close(error);
  }

  void start_front(std::vector<Script> script) {
    asio::co_spawn(context_, serve(std::move(script)), asio::detached);
  }

  static asio::awaitable<void> ask_once(ClientBuilder settings) {
    Client client = co_await settings.connect();
    co_await client.invoke(GetConfig{});
    co_await client.disconnect();
  }

  static asio::awaitable<void> expect_failure(ClientBuilder settings) {
    settings.reconnect_policy(never_reconnect());
    const auto outcome = co_await as_result(settings.connect());
    EXPECT_FALSE(outcome);
    const std::string told = outcome ? "" : outcome.error().message();
    EXPECT_NE(told.find("proxy"), std::string::npos) << told;
  }

  tcp::acceptor acceptor_;
  std::string asked_;
  bool forwards_ = true;
};

TEST_F(FrontTest, Socks5WithPassword_CarriesTheClient_C18) {
  start_front({{"\5\2"s, 4}, {"\1\0"s, 11}, {"\5\0\0\1\0\0\0\0\0\0"s, 10}});
  ClientBuilder settings = builder();
  settings.socks5(front(), "me", "secret");
  run_here(ask_once(settings));
  EXPECT_EQ(asked_.substr(4, 11), "\1\2me\6secret"s);
  EXPECT_EQ(asked_.substr(15, 8), "\5\1\0\1\x7f\0\0\1"s);
  EXPECT_EQ(counters().permanent_keys_made, 1U);
}

TEST_F(FrontTest, HttpConnect_CarriesTheClient_C18) {
  start_front({{"HTTP/1.1 200 OK\r\n\r\n"}});
  ClientBuilder settings = builder();
  settings.http_proxy(front());
  run_here(ask_once(settings));
  EXPECT_EQ(asked_, "CONNECT " + address() + " HTTP/1.1\r\nHost: " + address() + "\r\n\r\n");
}

TEST_F(FrontTest, Refusals_AreToldToTheCaller_C18) {
  forwards_ = false;
  start_front({{"HTTP/1.1 407 Who are you\r\n\r\n"}});
  ClientBuilder settings = builder();
  settings.http_proxy(front());
  run_here(expect_failure(settings));
  EXPECT_EQ(counters().connections_opened, 0U);
}

TEST_F(FrontTest, BytesSentAlongWithTheAnswer_AreNotLost_C18_M12) {
  start_front({{"HTTP/1.1 200 OK\r\n\r\nfirst words"}});
  const auto read = [this](std::string& got) -> asio::awaitable<void> {
    const auto proxy = std::make_shared<const Proxy>(Proxy::Kind::http_connect, front());
    const Connector connector = through_proxy(proxy);
    Endpoint target("192.0.2.1", 443);
    const auto stream = co_await connector(context_.get_executor(), std::move(target));
    while (got.size() < 11) {
      std::array<std::uint8_t, 4> space{};
      std::error_code error;
      const std::size_t count = co_await stream->read_some(space, error);
      if (error) break;
      got.append(space.begin(), space.begin() + static_cast<std::ptrdiff_t>(count));
    }
    stream->close();
  };
  std::string got;
  run_here(read(got));
  EXPECT_EQ(got, "first words");
}

TEST_F(FrontTest, SilentProxy_IsLeftInTime_C18) {
  EXPECT_EQ(detail::proxy_deadline, 10s);
  const auto silent = [this]() -> asio::awaitable<void> {
    const auto proxy = std::make_shared<const Proxy>(Proxy::Kind::socks5, front());
    Endpoint target("192.0.2.1", 443);
    const Connector tcp = tcp_connector();
    const auto stream = co_await as_result(
        detail::connect_through(proxy, tcp, context_.get_executor(), std::move(target), 20ms));
    EXPECT_EQ(stream.error().code(), ClientErrc::proxy_failed);
  };
  run_here(silent());
}

TEST_F(FrontTest, ProxyThatHangsUp_IsATypedError_C18) {
  const auto hang_up = [this]() -> asio::awaitable<void> {
    tcp::socket client = co_await acceptor_.async_accept(asio::use_awaitable);
    client.close();
  };
  asio::co_spawn(context_, hang_up(), asio::detached);
  ClientBuilder settings = builder();
  settings.socks5(front());
  run_here(expect_failure(settings));
}

}  // namespace
}  // namespace strata
