// A blocking TCP socket that tells the end of a connection from a peer that is silent.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/mtproto/time.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <netinet/in.h>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace strata::probe {

class Socket {
 public:
  /// Connects to an IPv4 address. `clock_error` is how much this machine's calendar is off.
  Socket(const std::string& address, std::uint16_t port, std::chrono::seconds clock_error)
      : handle_(::socket(AF_INET, SOCK_STREAM, 0)), clock_error_(clock_error) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    const timeval patience{.tv_sec = 1, .tv_usec = 0};
    ::setsockopt(handle_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::inet_pton(AF_INET, address.c_str(), &to.sin_addr) != 1 ||
        ::connect(handle_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
      ::close(handle_);
      throw std::runtime_error("cannot connect");
    }
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() { ::close(handle_); }

  /// How many bytes came, 0 at the end of the connection, nothing after a second of silence.
  std::optional<std::size_t> read(MutableBytes space) {
    const ssize_t count = ::recv(handle_, space.data(), space.size(), 0);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno == EAGAIN || errno == EWOULDBLOCK) return std::nullopt;
    return 0;
  }

  void write(BytesView bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) throw std::runtime_error("cannot write");
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
  }

  [[nodiscard]] mtproto::Now now() const {
    return {.monotonic = std::chrono::steady_clock::now().time_since_epoch(),
            .unix_time = std::chrono::system_clock::now().time_since_epoch() + clock_error_};
  }

 private:
  int handle_;
  std::chrono::seconds clock_error_;
};

}  // namespace strata::probe
