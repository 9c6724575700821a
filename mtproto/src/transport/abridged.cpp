// The abridged framing: the length in units of four bytes, in one byte or in four.
#include "transport/framing.hpp"
#include "transport/payload.hpp"

#include "strata/mtproto/errors.hpp"

namespace strata::mtproto {
namespace {

constexpr std::array<std::uint8_t, 1> opening_bytes{0xef};
constexpr std::uint8_t long_form = 0x7f;
constexpr std::uint8_t quick_ack_bit = 0x80;
constexpr std::size_t long_header = 4;

// ```
//   | n  | payload: 4·n bytes |                 1 ≤ n < 0x7f
//   | 7f | n: 3 bytes, LE | payload |           n ≥ 0x7f
//   | token: 4 bytes, BE, top bit set |         from the server only
// ```
// Spec: core.telegram.org/mtproto/mtproto-transports#abridged (C-01, C-02)
class Abridged final : public Framing {
 public:
  explicit Abridged(std::size_t max_frame) : max_frame_(max_frame) {}

  TransportTraits traits() const noexcept override { return {}; }
  BytesView opening() const noexcept override { return opening_bytes; }

  void frame(Buffer& packet, bool request_quick_ack) override {
    const std::size_t words = packet.size() / 4;
    const std::uint8_t flag = request_quick_ack ? quick_ack_bit : std::uint8_t{0};
    if (words < long_form) {
      packet.prepend(1)[0] = static_cast<std::uint8_t>(words | flag);
      return;
    }
    const MutableBytes header = packet.prepend(long_header);
    store_le(header.data(), static_cast<std::uint32_t>(words << 8U));
    header[0] = long_form | flag;
  }

  Result<Frame> scan(MutableBytes arrived) override {
    if ((arrived[0] & quick_ack_bit) != 0) return scan_quick_ack(arrived);
    if (arrived[0] != long_form) return scan_payload(arrived, 1, arrived[0]);
    if (arrived.size() < long_header) return Frame{long_header, {}};
    const std::size_t words = load_le<std::uint32_t>(arrived.data()) >> 8U;
    // An overlong form has no honest reason.
    if (words < long_form) return fail(bad_frame_length(words * 4));
    return scan_payload(arrived, long_header, words);
  }

 private:
  // The first byte on the wire is the token's highest one: the other way round than elsewhere.
  static Frame scan_quick_ack(BytesView arrived) {
    constexpr std::size_t token_size = 4;
    if (arrived.size() < token_size) return Frame{token_size, {}};
    std::uint32_t token = 0;
    for (const std::uint8_t byte : arrived.first(token_size)) token = (token << 8U) | byte;
    return Frame{token_size, QuickAck{token}};
  }

  Result<Frame> scan_payload(MutableBytes arrived, std::size_t header, std::size_t words) const {
    const std::size_t length = words * 4;
    if (length == 0) return fail(bad_frame_length(length));
    if (length > max_frame_) return fail(frame_too_large(length, max_frame_));
    if (arrived.size() < header + length) return Frame{header + length, {}};
    return Frame{header + length, classify_payload(arrived.subspan(header, length))};
  }

  std::size_t max_frame_;
};

}  // namespace

std::unique_ptr<Framing> make_abridged(std::size_t max_frame) {
  return std::make_unique<Abridged>(max_frame);
}

}  // namespace strata::mtproto
