// Where Telegram's data centres speak WebSocket.
#pragma once

#include <optional>
#include <string_view>

namespace strata::mtproto {

/// The host of a data centre for TransportOptions::host and for the TLS beneath, or nothing for ids
/// other than 1 to 5.
/// Spec: core.telegram.org/mtproto/transports#websocket (C-19)
[[nodiscard]] std::optional<std::string_view> websocket_host(int dc) noexcept;

/// The path for TransportOptions::path.
[[nodiscard]] constexpr std::string_view websocket_path(bool is_test) noexcept {
  return is_test ? "/apiws_test" : "/apiws";
}

}  // namespace strata::mtproto
