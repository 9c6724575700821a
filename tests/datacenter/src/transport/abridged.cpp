// Abridged: one byte of length in words, or 7f and three bytes.
#include "transport/framing.hpp"

#include "strata/datacenter/errors.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

// Spec: core.telegram.org/mtproto/mtproto-transports#abridged (C-01, C-02)
class Abridged final : public Framing {
 public:
  Result<std::optional<ClientPacket>> take(ByteQueue& input, Bytes&) override {
    const BytesView view = input.view();
    if (view.empty()) return std::nullopt;
    const std::uint8_t first = view[0] & 0x7fU;
    std::size_t header = 1;
    std::size_t words = first;
    if (first == long_form) {
      header = 4;
      if (view.size() < header) return std::nullopt;
      words = view[1] | std::size_t{view[2]} << 8U | std::size_t{view[3]} << 16U;
      if (words < long_form) return fail(Errc::bad_frame, "a short frame in the long form");
    }
    const std::size_t length = words * 4;
    if (length == 0 || length > most_frame_bytes) {
      return fail(Errc::bad_frame, "an abridged frame of " + std::to_string(length) + " bytes");
    }
    if (view.size() < header + length) return std::nullopt;
    ClientPacket packet;
    packet.wants_quick_ack = (view[0] & 0x80U) != 0;
    input.drop(header);
    packet.payload = input.pop(length);
    return packet;
  }

  void put(BytesView payload, Bytes& output) override {
    const std::size_t words = payload.size() / 4;
    if (words < long_form) {
      output.push_back(static_cast<std::uint8_t>(words));
    } else {
      output.push_back(long_form);
      for (unsigned shift = 0; shift < 24; shift += 8) {
        output.push_back(static_cast<std::uint8_t>(words >> shift));
      }
    }
    append(output, payload);
  }

  void put_quick_ack(std::uint32_t token, Bytes& output) override {
    // Byte-swapped, so that the set bit stands in the first byte (B-93).
    for (unsigned shift = 32; shift > 0; shift -= 8) {
      output.push_back(static_cast<std::uint8_t>(token >> (shift - 8)));
    }
  }

 private:
  static constexpr std::uint8_t long_form = 0x7f;
};

}  // namespace

std::unique_ptr<Framing> make_abridged() { return std::make_unique<Abridged>(); }

}  // namespace strata::datacenter
