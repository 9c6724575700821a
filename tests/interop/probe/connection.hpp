// One connection to a data centre through one transport, for programs that may wait.
#pragma once

#include "probe/socket.hpp"

#include "strata/base/buffer.hpp"
#include "strata/base/result.hpp"
#include "strata/mtproto/handshake.hpp"
#include "strata/mtproto/preamble.hpp"
#include "strata/mtproto/session.hpp"
#include "strata/mtproto/transport.hpp"

#include <memory>
#include <type_traits>
#include <utility>

namespace strata::probe {

/// The value of `result`, or its error as an exception.
template <class T>
T check(Result<T> result) {
  if (!result) throw Error(result.error());
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// Everything throws strata::Error, or std::runtime_error where no library of ours finds the fault.
class Connection {
 public:
  Connection(Socket& socket, std::unique_ptr<mtproto::Transport> transport)
      : socket_(socket), transport_(std::move(transport)) {}

  /// Goes through what precedes the first packet.
  void open(mtproto::Preamble& preamble);

  /// Makes a permanent key.
  mtproto::HandshakeDone make_key(mtproto::HandshakeOptions options);

  /// One call and its answer.
  Bytes call(mtproto::Session& session, Bytes body);

  /// Says farewell where the transport has one, and waits until the peer has closed.
  void close();

  [[nodiscard]] mtproto::TransportTraits traits() const { return transport_->traits(); }

 private:
  void send(Buffer& packet);
  MutableBytes receive();
  void write_due(mtproto::Session& session);

  Socket& socket_;
  std::unique_ptr<mtproto::Transport> transport_;
  int answers_due_ = 0;  // only counted where each packet has its answer
  bool long_poll_open_ = false;
};

}  // namespace strata::probe
