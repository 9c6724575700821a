// What the fuzzers of transports share: a stream that arrives in pieces, and what came out as text.
#pragma once

#include "strata/crypto/random.hpp"
#include "strata/mtproto/transport.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace strata::mtproto::fuzz {

class FixedRandom final : public crypto::RandomSource {
 public:
  void fill(MutableBytes out) override {
    for (std::uint8_t& byte : out) byte = ++counter_;
  }

 private:
  std::uint8_t counter_ = 0;
};

/// An input: the sizes of pieces, which repeat, and the stream.
struct Pieces {
  BytesView cuts;
  BytesView stream;
};

/// The first byte says how many cuts follow it, up to 15.
inline Pieces split_input(BytesView input) {
  if (input.empty()) return {};
  const std::size_t cuts = std::min<std::size_t>(input[0] % 16, input.size() - 1);
  return {input.subspan(1, cuts), input.subspan(1 + cuts)};
}

/// The size of the next piece; without cuts all that is left.
inline std::size_t piece_size(BytesView cuts, std::size_t piece, std::size_t left) {
  if (cuts.empty()) return left;
  return std::min(left, cuts[piece % cuts.size()] + std::size_t{1});
}

inline std::string describe(const TransportEvent& event) {
  if (const auto* packet = std::get_if<PacketReceived>(&event)) {
    return "packet " + to_hex(packet->payload);
  }
  if (const auto* ack = std::get_if<QuickAck>(&event)) return "ack " + std::to_string(ack->token);
  if (const auto* error = std::get_if<TransportError>(&event)) {
    return "error " + std::to_string(error->code);
  }
  return "unknown " + std::to_string(std::get<UnknownFrame>(event).value);
}

/// Reads the stream in pieces of these sizes. Ends the process when more is reserved than has come.
inline std::vector<std::string> read(Transport& transport, BytesView stream, BytesView cuts) {
  std::vector<std::string> seen;
  std::size_t arrived = 0;
  for (std::size_t piece = 0; arrived < stream.size(); ++piece) {
    const MutableBytes space = transport.prepare(1);
    if (space.size() > std::max(arrived, limits::receive_growth)) std::abort();
    const std::size_t count =
        std::min(piece_size(cuts, piece, stream.size() - arrived), space.size());
    std::copy_n(stream.begin() + static_cast<std::ptrdiff_t>(arrived), count, space.begin());
    transport.commit(count);
    arrived += count;
    for (;;) {
      const Result<std::optional<TransportEvent>> event = transport.next();
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

}  // namespace strata::mtproto::fuzz
