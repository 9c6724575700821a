// Reading and writing of one socket.
#include "server/socket_connection.hpp"

#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>

namespace strata::datacenter {
namespace {

constexpr std::size_t read_size = 64U << 10U;
/// A client that reads nothing is cut off when so much waits for it.
constexpr std::size_t most_queued_bytes = 64U << 20U;

}  // namespace

asio::awaitable<void> SocketConnection::read() {
  const auto self = shared_from_this();
  Bytes buffer(read_size);
  while (!is_closing_ && !is_aborted_) {
    asio::error_code error;
    const std::size_t count = co_await socket_.async_read_some(
        asio::buffer(buffer), asio::redirect_error(asio::use_awaitable, error));
    if (is_closing_ || is_aborted_) co_return;
    if (error) {
      server_.on_gone(id_);
      abort();
      co_return;
    }
    server_.on_bytes(id_, BytesView(buffer).first(count));
  }
}

void SocketConnection::write(Bytes bytes) {
  if (is_aborted_) return;
  queued_bytes_ += bytes.size();
  if (queued_bytes_ > most_queued_bytes) {
    abort();
    return;
  }
  queue_.push_back(std::move(bytes));
  if (!is_writing_) write_next();
}

void SocketConnection::write_next() {
  is_writing_ = true;
  asio::async_write(socket_, asio::buffer(queue_.front()),
                    [self = shared_from_this()](const asio::error_code& error, std::size_t) {
                      self->is_writing_ = false;
                      if (self->is_aborted_) return;
                      self->queued_bytes_ -= self->queue_.front().size();
                      self->queue_.pop_front();
                      if (error || (self->queue_.empty() && self->is_closing_)) {
                        self->abort();
                      } else if (!self->queue_.empty()) {
                        self->write_next();
                      }
                    });
}

void SocketConnection::close() {
  is_closing_ = true;
  if (!is_writing_) abort();
}

void SocketConnection::abort() {
  is_aborted_ = true;
  asio::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
}

}  // namespace strata::datacenter
