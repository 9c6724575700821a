// Makes an authorisation key over a connection.
#pragma once

#include "net/packet_channel.hpp"

#include "strata/base/result.hpp"
#include "strata/mtproto/handshake.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <memory>

namespace strata::detail {

/// Runs one attempt of the key exchange. Arithmetic runs on `worker`. The channel is of no use
/// after an error, except to be closed.
asio::awaitable<Result<mtproto::HandshakeDone>> exchange_key(std::shared_ptr<PacketChannel> channel,
                                                             mtproto::HandshakeOptions options,
                                                             asio::any_io_executor worker);

}  // namespace strata::detail
