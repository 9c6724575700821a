// Fuzzer of the transports: any bytes, cut in any way, give the same events as in one piece, and
// no more memory than has arrived.
#include "strata/crypto/random.hpp"
#include "strata/mtproto/transport.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace strata;
using namespace strata::mtproto;

class FixedRandom final : public crypto::RandomSource {
 public:
  void fill(MutableBytes out) override {
    for (std::uint8_t& byte : out) byte = ++counter_;
  }

 private:
  std::uint8_t counter_ = 0;
};

std::string describe(const TransportEvent& event) {
  if (const auto* packet = std::get_if<PacketReceived>(&event)) {
    return "packet " + to_hex(packet->payload);
  }
  if (const auto* ack = std::get_if<QuickAck>(&event)) return "ack " + std::to_string(ack->token);
  if (const auto* error = std::get_if<TransportError>(&event)) {
    return "error " + std::to_string(error->code);
  }
  return "unknown " + std::to_string(std::get<UnknownFrame>(event).value);
}

// Reads `stream` in pieces whose sizes repeat `cuts`.
std::vector<std::string> read(TransportKind kind, BytesView stream, BytesView cuts) {
  FixedRandom random;
  const auto transport = make_transport(kind, random, {});
  std::vector<std::string> seen;
  std::size_t arrived = 0;
  for (std::size_t piece = 0; arrived < stream.size(); ++piece) {
    const MutableBytes space = (*transport)->prepare(1);
    if (space.size() > std::max(arrived, limits::receive_growth)) std::abort();
    const std::size_t cut =
        cuts.empty() ? stream.size() : cuts[piece % cuts.size()] + std::size_t{1};
    const std::size_t count = std::min({cut, space.size(), stream.size() - arrived});
    std::copy_n(stream.begin() + static_cast<std::ptrdiff_t>(arrived), count, space.begin());
    (*transport)->commit(count);
    arrived += count;
    for (;;) {
      const Result<std::optional<TransportEvent>> event = (*transport)->next();
      if (!event) {
        seen.push_back("CLOSE " + event.error().message());
        return seen;
      }
      if (!*event) break;
      seen.push_back(describe(**event));
    }
  }
  return seen;
}

}  // namespace

// Input: kind, number of cuts (up to 15), the cuts, the stream.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView input(data, size);
  if (input.size() < 2) return 0;
  const auto kind = static_cast<TransportKind>(input[0] % 7);
  const std::size_t cuts = std::min<std::size_t>(input[1] % 16, input.size() - 2);
  const BytesView stream = input.subspan(2 + cuts);
  if (read(kind, stream, {}) != read(kind, stream, input.subspan(2, cuts))) std::abort();
  return 0;
}
