// One accepted socket: reads into the engine, writes what the engine gives, within bounds.
#pragma once

#include "strata/datacenter/engine.hpp"

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>

#include <deque>
#include <memory>

namespace strata::datacenter {

class SocketConnection final : public ConnectionSink,
                               public std::enable_shared_from_this<SocketConnection> {
 public:
  /// What a connection needs of its server.
  class Server {
   public:
    virtual ~Server() = default;
    virtual void on_bytes(ConnectionId id, BytesView bytes) = 0;
    virtual void on_gone(ConnectionId id) = 0;
  };

  SocketConnection(asio::ip::tcp::socket socket, Server& server)
      : socket_(std::move(socket)), server_(server) {}

  void set_id(ConnectionId id) noexcept { id_ = id; }
  /// Reads until the client or the engine closes.
  asio::awaitable<void> read();
  /// Closes at once, without writing what is queued; the server is not told.
  void abort();

  void write(Bytes bytes) override;
  void close() override;

 private:
  void write_next();

  asio::ip::tcp::socket socket_;
  Server& server_;
  ConnectionId id_ = 0;
  std::deque<Bytes> queue_;
  std::size_t queued_bytes_ = 0;
  bool is_writing_ = false;
  /// The engine has let go: nothing is read any more.
  bool is_closing_ = false;
  bool is_aborted_ = false;
};

}  // namespace strata::datacenter
