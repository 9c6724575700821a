// Fuzzer of HTTP responses: as answers to a packet, and as answers to the upgrade to a WebSocket.
#include "fuzz/transport_reading.hpp"

#include "strata/mtproto/preamble.hpp"

namespace {

using namespace strata;
using namespace strata::mtproto;

TransportOptions to_host() {
  TransportOptions options;
  options.host = "a.b";
  return options;
}

std::vector<std::string> read_answer(BytesView stream, BytesView cuts) {
  fuzz::FixedRandom random;
  const auto transport = make_transport(TransportKind::http, random, to_host());
  Buffer packet(Buffer::default_headroom);
  std::ranges::fill(packet.append(40), std::uint8_t{1});
  if (!(*transport)->wrap(packet, false)) std::abort();
  return fuzz::read(**transport, stream, cuts);
}

std::string read_upgrade(BytesView stream, BytesView cuts) {
  fuzz::FixedRandom random;
  const auto preamble = make_preamble(TransportKind::websocket, random, to_host());
  if (!(*preamble)->start({})) std::abort();
  std::size_t used = 0;
  for (std::size_t piece = 0; used < stream.size(); ++piece) {
    const std::size_t size = fuzz::piece_size(cuts, piece, stream.size() - used);
    const Result<PreambleProgress> progress = (*preamble)->on_bytes(stream.subspan(used, size));
    if (!progress) return progress.error().message();
    if (progress->used > size || (!progress->is_done && progress->used != size)) std::abort();
    used += progress->used;
    if (progress->is_done) return "done after " + std::to_string(used);
  }
  return "waits";
}

}  // namespace

// Input: number of cuts, the cuts, the stream.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Pieces pieces = fuzz::split_input({data, size});
  if (read_answer(pieces.stream, {}) != read_answer(pieces.stream, pieces.cuts)) std::abort();
  if (read_upgrade(pieces.stream, {}) != read_upgrade(pieces.stream, pieces.cuts)) std::abort();
  return 0;
}
