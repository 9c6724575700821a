// The default connector: plain TCP.
#include "strata/client/stream.hpp"

#include <asio/buffer.hpp>
#include <asio/connect.hpp>
#include <asio/ip/address.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>

#include <utility>

namespace strata {
namespace {

using asio::ip::tcp;

class TcpStream final : public Stream {
 public:
  explicit TcpStream(tcp::socket socket) : socket_(std::move(socket)) {}

  asio::awaitable<std::size_t> read_some(MutableBytes to, std::error_code& error) override {
    co_return co_await socket_.async_read_some(asio::buffer(to.data(), to.size()),
                                               asio::redirect_error(asio::use_awaitable, error));
  }

  asio::awaitable<void> write(BytesView from, std::error_code& error) override {
    co_await asio::async_write(socket_, asio::buffer(from.data(), from.size()),
                               asio::redirect_error(asio::use_awaitable, error));
  }

  void close() noexcept override {
    std::error_code ignored;
    socket_.close(ignored);
  }

  // Spec: our rule (B-95)
  void abort() noexcept override {
    std::error_code ignored;
    socket_.set_option(tcp::socket::linger(true, 0), ignored);
    close();
  }

 private:
  tcp::socket socket_;
};

asio::awaitable<std::unique_ptr<Stream>> connect_tcp(asio::any_io_executor executor,
                                                     Endpoint endpoint) {
  tcp::socket socket(executor);
  std::error_code not_literal;
  const asio::ip::address address = asio::ip::make_address(endpoint.host(), not_literal);
  if (!not_literal) {
    const tcp::endpoint target(address, endpoint.port());
    co_await socket.async_connect(target, asio::use_awaitable);
  } else {
    tcp::resolver resolver(executor);
    const auto found = co_await resolver.async_resolve(
        endpoint.host(), std::to_string(endpoint.port()), asio::use_awaitable);
    co_await asio::async_connect(socket, found, asio::use_awaitable);
  }
  // Small packets must not wait for the acknowledgement of the ones before.
  socket.set_option(tcp::no_delay(true));
  co_return std::make_unique<TcpStream>(std::move(socket));
}

}  // namespace

Connector tcp_connector() { return connect_tcp; }

}  // namespace strata
