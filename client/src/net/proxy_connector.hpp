// The driver of proxy handshakes.
#pragma once

#include "strata/client/proxy.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <chrono>
#include <memory>

namespace strata::detail {

/// C-18: the exchange with a proxy is done within this time.
inline constexpr std::chrono::seconds proxy_deadline{10};

/// Reaches `target` through `proxy`. *Throws* TransportError (proxy_failed), and what `inner` does.
asio::awaitable<std::unique_ptr<Stream>> connect_through(std::shared_ptr<const Proxy> proxy,
                                                         Connector inner,
                                                         asio::any_io_executor executor,
                                                         Endpoint target,
                                                         std::chrono::milliseconds limit);

}  // namespace strata::detail
