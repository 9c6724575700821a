// The header of a WebSocket frame: what a server may send, and what a client sends.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace strata::mtproto {

enum class WebSocketOpcode : std::uint8_t {
  continuation = 0,
  text = 1,
  binary = 2,
  close = 8,
  ping = 9,
  pong = 10,
};

[[nodiscard]] constexpr bool is_control(WebSocketOpcode opcode) noexcept {
  return (static_cast<unsigned>(opcode) & 8U) != 0;
}

/// ```
///   | fin, 3 reserved, opcode: 4 | masked, length: 7 | 0, 2 or 8 bytes more of length, BE | data
/// ```
inline constexpr std::size_t min_websocket_header = 2;
inline constexpr std::size_t max_websocket_header = 10;
inline constexpr std::size_t max_control_data = 125;

/// The size of the header that begins with these two bytes.
[[nodiscard]] std::size_t websocket_header_size(const std::uint8_t* header) noexcept;

struct WebSocketHeader {
  WebSocketOpcode opcode = WebSocketOpcode::binary;
  bool is_final = true;
  std::uint64_t length = 0;
};

/// Reads a whole header from a server.
/// Errors: bad_websocket_frame for what a server may not send here, or over the cap (C-19, H-16).
[[nodiscard]] Result<WebSocketHeader> parse_websocket_header(BytesView header);

/// Makes one frame of all of `data`, in place: masks it and puts the header in front (RFC 6455).
void frame_as_client(Buffer& data, WebSocketOpcode opcode, const std::array<std::uint8_t, 4>& mask);

}  // namespace strata::mtproto
