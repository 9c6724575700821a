// The server's half of WebSocket frames, for tests: written from RFC 6455.
#pragma once

#include "mtproto/transport/stream.hpp"

#include <stdexcept>

namespace strata::mtproto::transport_test {

/// One frame as a server sends it: the first byte, the shortest length, the data.
inline Bytes server_frame(unsigned first_byte, BytesView data) {
  Bytes frame{static_cast<std::uint8_t>(first_byte)};
  const std::size_t size = data.size();
  std::size_t width = 0;
  if (size > 125) width = size > 0xffff ? 8 : 2;
  frame.push_back(static_cast<std::uint8_t>(width == 0 ? size : (width == 2 ? 126U : 127U)));
  for (std::size_t i = width; i-- > 0;) frame.push_back(static_cast<std::uint8_t>(size >> 8U * i));
  append(frame, data);
  return frame;
}

struct ClientFrame {
  unsigned first_byte = 0;
  Bytes data;
};

/// The client's frames, unmasked. Throws when one is not masked or not whole.
inline std::vector<ClientFrame> read_client_frames(BytesView stream) {
  std::vector<ClientFrame> frames;
  const auto take = [&stream](std::size_t count) {
    if (count > stream.size()) throw std::runtime_error("a frame is not whole");
    const BytesView part = stream.first(count);
    stream = stream.subspan(count);
    return part;
  };
  while (!stream.empty()) {
    const BytesView start = take(2);
    if ((start[1] & 0x80U) == 0) throw std::runtime_error("a client's frame is not masked");
    std::size_t size = start[1] & 0x7fU;
    if (size > 125) {
      const BytesView extra = take(size == 126 ? 2 : 8);
      size = 0;
      for (const std::uint8_t byte : extra) size = size << 8U | byte;
    }
    const BytesView mask = take(4);
    const BytesView masked = take(size);
    ClientFrame frame{start[0], Bytes(masked.begin(), masked.end())};
    for (std::size_t i = 0; i < frame.data.size(); ++i) frame.data[i] ^= mask[i % 4];
    frames.push_back(std::move(frame));
  }
  return frames;
}

}  // namespace strata::mtproto::transport_test
