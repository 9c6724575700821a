// A front on loopback, between a client and the local data centre.
#pragma once

#include "strata/base/bytes.hpp"

#include <asio/awaitable.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace strata::testing_support {

/// Takes any number of connections; each speaks a dialect to the client and bytes to the server.
/// Must live until the context is not run any more.
class Front {
 public:
  using Socket = std::shared_ptr<asio::ip::tcp::socket>;

  /// What a dialect does with one connection's bytes. Both may be called with any pieces.
  struct Dialect {
    /// From the client: what the server is to get; what the client is to get goes into `reply`.
    std::function<Bytes(BytesView from_client, Bytes& reply)> to_server;
    /// From the server: what the client is to get.
    std::function<Bytes(BytesView from_server)> to_client;
  };

  Front(asio::io_context& context, std::uint16_t server_port, std::function<Dialect()> make)
      : context_(context),
        acceptor_(context, {asio::ip::address_v4::loopback(), 0}),
        server_port_(server_port),
        make_(std::move(make)) {
    asio::co_spawn(context_, listen(), asio::detached);
  }

  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port()); }
  [[nodiscard]] int connections() const noexcept { return connections_; }

 private:
  asio::awaitable<void> listen() {
    for (;;) {
      auto client = std::make_shared<asio::ip::tcp::socket>(
          co_await acceptor_.async_accept(asio::use_awaitable));
      ++connections_;
      asio::co_spawn(context_, serve(std::move(client)), asio::detached);
    }
  }

  asio::awaitable<void> serve(Socket client) {
    auto server = std::make_shared<asio::ip::tcp::socket>(context_);
    const asio::ip::tcp::endpoint target(asio::ip::address_v4::loopback(), server_port_);
    co_await server->async_connect(target, asio::use_awaitable);
    const auto dialect = std::make_shared<Dialect>(make_());
    asio::co_spawn(context_, backward(server, client, dialect), asio::detached);
    std::array<std::uint8_t, 1000> space{};
    std::error_code error;
    while (!error) {
      const std::size_t count = co_await client->async_read_some(
          asio::buffer(space), asio::redirect_error(asio::use_awaitable, error));
      Bytes reply;
      const Bytes on = dialect->to_server(BytesView(space).first(count), reply);
      if (!reply.empty()) co_await write(client, std::move(reply));
      if (!on.empty()) co_await write(server, on);
    }
    server->close(error);
  }

  static asio::awaitable<void> backward(Socket server, Socket client,
                                        std::shared_ptr<Dialect> dialect) {
    std::array<std::uint8_t, 1000> space{};
    std::error_code error;
    while (!error) {
      const std::size_t count = co_await server->async_read_some(
          asio::buffer(space), asio::redirect_error(asio::use_awaitable, error));
      if (count > 0) co_await write(client, dialect->to_client(BytesView(space).first(count)));
    }
    client->close(error);
  }

  static asio::awaitable<void> write(Socket to, Bytes bytes) {
    std::error_code ignored;
    co_await asio::async_write(*to, asio::buffer(bytes),
                               asio::redirect_error(asio::use_awaitable, ignored));
  }

  asio::io_context& context_;
  asio::ip::tcp::acceptor acceptor_;
  std::uint16_t server_port_;
  std::function<Dialect()> make_;
  int connections_ = 0;
};

}  // namespace strata::testing_support
