// Fuzzer of WebSocket frames, over the framing that they carry, and of what is said in return.
#include "fuzz/transport_reading.hpp"
#include "transport/framed_transport.hpp"
#include "transport/websocket_transport.hpp"

namespace {

using namespace strata;
using namespace strata::mtproto;

std::unique_ptr<Transport> make_inner() {
  return std::make_unique<FramedTransport>(make_intermediate(limits::max_frame_received),
                                           Opening::omit);
}

std::vector<std::string> read(BytesView stream, BytesView cuts) {
  fuzz::FixedRandom random;
  WebSocketTransport transport(make_inner(), random);
  std::vector<std::string> seen = fuzz::read(transport, stream, cuts);
  // At most a farewell or a pong, each once, and no longer than a control frame can be.
  Buffer reply;
  const bool is_over = !seen.empty() && seen.back().starts_with("CLOSE");
  const bool speaks = transport.take_reply({}, reply);
  if (is_over && (!speaks || reply.size() != 8)) std::abort();
  if (reply.size() > 6 + max_control_data) std::abort();
  if (transport.take_reply({}, reply)) std::abort();
  return seen;
}

// The stream in honest binary frames of up to 125 bytes, whose sizes repeat `sizes`.
Bytes in_frames(BytesView stream, BytesView sizes) {
  Bytes frames;
  for (std::size_t piece = 0; !stream.empty(); ++piece) {
    const std::size_t size =
        fuzz::piece_size(sizes, piece, std::min(stream.size(), max_control_data));
    frames.push_back(0x82);
    frames.push_back(static_cast<std::uint8_t>(size));
    append(frames, stream.first(size));
    stream = stream.subspan(size);
  }
  return frames;
}

}  // namespace

// Input: number of cuts, the cuts, the stream.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Pieces pieces = fuzz::split_input({data, size});
  if (read(pieces.stream, {}) != read(pieces.stream, pieces.cuts)) std::abort();
  const auto inner = make_inner();
  if (read(in_frames(pieces.stream, pieces.cuts), pieces.cuts) !=
      fuzz::read(*inner, pieces.stream, {})) {
    std::abort();
  }
  return 0;
}
