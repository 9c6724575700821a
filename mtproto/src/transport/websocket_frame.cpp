// The header of a WebSocket frame.
#include "transport/websocket_frame.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

#include <algorithm>
#include <string>

namespace strata::mtproto {
namespace {

constexpr unsigned final_bit = 0x80;
constexpr unsigned reserved_bits = 0x70;
constexpr unsigned opcode_bits = 0x0f;
constexpr unsigned masked_bit = 0x80;
constexpr unsigned length_bits = 0x7f;
constexpr unsigned length_in_2 = 126;
constexpr unsigned length_in_8 = 127;

::tl::unexpected<Error> refuse(std::string_view what) {
  return fail(Errc::bad_websocket_frame, "the server sends " + std::string(what));
}

bool is_known(WebSocketOpcode opcode) {
  switch (opcode) {
    case WebSocketOpcode::continuation:
    case WebSocketOpcode::binary:
    case WebSocketOpcode::close:
    case WebSocketOpcode::ping:
    case WebSocketOpcode::pong:
      return true;
    case WebSocketOpcode::text:
      return false;
  }
  return false;
}

// The width of the length after the first two bytes.
std::size_t extra_length_size(unsigned length) {
  if (length == length_in_2) return 2;
  return length == length_in_8 ? 8 : 0;
}

std::uint64_t load_be(BytesView bytes) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes) value = value << 8U | byte;
  return value;
}

}  // namespace

std::size_t websocket_header_size(const std::uint8_t* header) noexcept {
  return min_websocket_header + extra_length_size(header[1] & length_bits);
}

Result<WebSocketHeader> parse_websocket_header(BytesView header) {
  WebSocketHeader frame;
  frame.opcode = static_cast<WebSocketOpcode>(header[0] & opcode_bits);
  frame.is_final = (header[0] & final_bit) != 0;
  frame.length = header[1] & length_bits;
  if ((header[0] & reserved_bits) != 0) return refuse("a frame of an extension nobody asked for");
  if ((header[1] & masked_bit) != 0) return refuse("a masked frame");
  if (!is_known(frame.opcode)) return refuse("a frame that is neither binary nor control");
  if (is_control(frame.opcode) && (!frame.is_final || frame.length > max_control_data)) {
    return refuse("a control frame that is too long or in parts");
  }
  const BytesView extra = header.subspan(min_websocket_header);
  if (extra.empty()) return frame;
  frame.length = load_be(extra);
  const std::uint64_t least = extra.size() == 2 ? length_in_2 : 0x1'0000;
  if (frame.length < least) return refuse("a length in a form that is too long");
  if (frame.length > limits::max_websocket_frame) {
    return refuse("a frame of " + std::to_string(frame.length) + " bytes");
  }
  return frame;
}

void frame_as_client(Buffer& data, WebSocketOpcode opcode,
                     const std::array<std::uint8_t, 4>& mask) {
  const std::size_t size = data.size();
  std::size_t position = 0;
  for (std::uint8_t& byte : data.bytes()) byte ^= mask[position++ % mask.size()];
  std::ranges::copy(mask, data.prepend(mask.size()).begin());

  unsigned length = length_in_8;
  if (size < length_in_2) length = static_cast<unsigned>(size);
  if (size >= length_in_2 && size <= 0xffff) length = length_in_2;
  const MutableBytes extra = data.prepend(extra_length_size(length));
  for (std::size_t i = 0; i < extra.size(); ++i) {
    extra[i] = static_cast<std::uint8_t>(size >> 8U * (extra.size() - 1 - i));
  }
  const MutableBytes start = data.prepend(min_websocket_header);
  start[0] = static_cast<std::uint8_t>(final_bit | static_cast<unsigned>(opcode));
  start[1] = static_cast<std::uint8_t>(masked_bit | length);
}

}  // namespace strata::mtproto
