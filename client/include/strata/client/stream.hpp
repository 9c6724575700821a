// Stream and Connector: the byte stream under a connection, replaceable by the user.
#pragma once

#include "strata/base/bytes.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string>
#include <system_error>

namespace strata {

/// A connected, ordered byte stream. At most one read and one write are under way at a time, all on
/// one executor; both honour cancellation.
class Stream {
 public:
  virtual ~Stream() = default;
  /// Reads at least one byte; 0 with an error (end of stream included) otherwise.
  virtual asio::awaitable<std::size_t> read_some(MutableBytes to, std::error_code& error) = 0;
  /// Writes everything.
  virtual asio::awaitable<void> write(BytesView from, std::error_code& error) = 0;
  /// Ends both directions at once; pending operations finish with an error.
  virtual void close() noexcept = 0;
  /// The same for a connection that has failed: what was written and is still on its way is given
  /// up, and the peer is told at once (RST), so that nothing of it lives on.
  virtual void abort() noexcept { close(); }
};

/// Where a connection goes.
class Endpoint {
 public:
  Endpoint(std::string host, std::uint16_t port) : host_(std::move(host)), port_(port) {}

  [[nodiscard]] const std::string& host() const noexcept { return host_; }
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

 private:
  std::string host_;
  std::uint16_t port_;
};

/// Opens a stream to an endpoint on the given executor; throws std::system_error or Error when it
/// cannot. The client limits its time and cancels it. Replace it to go through a proxy of your own.
using Connector =
    std::function<asio::awaitable<std::unique_ptr<Stream>>(asio::any_io_executor, Endpoint)>;

/// The default: TCP, with TCP_NODELAY.
Connector tcp_connector();

}  // namespace strata
