// Fuzzer of the framings, plain and obfuscated: any bytes, cut in any way, give the same events as
// in one piece, and no more memory than has arrived.
#include "fuzz/transport_reading.hpp"
#include "transport/obfuscation.hpp"

namespace {

using namespace strata;
using namespace strata::mtproto;

std::vector<std::string> read(TransportKind kind, BytesView stream, BytesView cuts) {
  fuzz::FixedRandom random;
  const auto transport = make_transport(kind, random, {});
  if (!(*transport)->traits().obfuscated) return fuzz::read(**transport, stream, cuts);
  // Encrypted as the server would, so that the input reaches the framing.
  fuzz::FixedRandom same;
  const ObfuscationHeader header = *draw_obfuscation_header(same);
  const std::uint8_t tag = kind == TransportKind::obfuscated_abridged ? 0xef
                           : kind == TransportKind::obfuscated_padded ? 0xdd
                                                                      : 0xee;
  Bytes encrypted(stream.begin(), stream.end());
  make_obfuscation(header, tag, 0, {}).receive.apply(encrypted);
  return fuzz::read(**transport, encrypted, cuts);
}

}  // namespace

// Input: kind, number of cuts (up to 15), the cuts, the stream.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView input(data, size);
  if (input.size() < 2) return 0;
  const auto kind = static_cast<TransportKind>(input[0] % 7);
  const fuzz::Pieces pieces = fuzz::split_input(input.subspan(1));
  if (read(kind, pieces.stream, {}) != read(kind, pieces.stream, pieces.cuts)) std::abort();
  return 0;
}
