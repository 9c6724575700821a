// The padded intermediate framing: as intermediate, with random padding inside the length.
#include "transport/framing.hpp"
#include "transport/length_prefix.hpp"
#include "transport/payload.hpp"

#include "strata/crypto/random.hpp"
#include "strata/mtproto/errors.hpp"

namespace strata::mtproto {
namespace {

constexpr std::array<std::uint8_t, 4> opening_bytes{0xdd, 0xdd, 0xdd, 0xdd};
constexpr std::size_t max_padding = 15;
constexpr std::size_t min_payload = 4;

// ```
//   | length: 4 bytes, LE | payload | 0…15 random bytes |     the length covers the padding
//   | token: 4 bytes, LE, top bit set |                       from the server only
// ```
// The receiver cannot tell payload from padding: whoever reads the payload knows where it ends
// (B-04.3), and no length modulo anything may be refused here.
// Spec: core.telegram.org/mtproto/mtproto-transports#padded-intermediate (C-04, C-05)
class PaddedIntermediate final : public Framing {
 public:
  PaddedIntermediate(std::size_t max_frame, crypto::RandomSource& random)
      : max_frame_(max_frame), random_(random) {}

  TransportTraits traits() const noexcept override { return {.pads_packets = true}; }
  BytesView opening() const noexcept override { return opening_bytes; }

  void frame(Buffer& packet, bool request_quick_ack) override {
    random_.fill(packet.append(random_.uniform(max_padding + 1)));
    prepend_length(packet, request_quick_ack);
  }

  Result<Frame> scan(MutableBytes arrived) override {
    if (arrived.size() < length_prefix_size) return Frame{length_prefix_size, {}};
    const auto length = load_le<std::uint32_t>(arrived.data());
    if ((length & quick_ack_flag) != 0) return Frame{length_prefix_size, QuickAck{length}};
    if (length < min_payload) return fail(bad_frame_length(length));
    if (length > max_frame_) return fail(frame_too_large(length, max_frame_));
    const std::size_t size = length_prefix_size + length;
    if (arrived.size() < size) return Frame{size, {}};
    return Frame{size, classify_padded_payload(arrived.subspan(length_prefix_size, length))};
  }

 private:
  std::size_t max_frame_;
  crypto::RandomSource& random_;
};

}  // namespace

std::unique_ptr<Framing> make_padded_intermediate(std::size_t max_frame,
                                                  crypto::RandomSource& random) {
  return std::make_unique<PaddedIntermediate>(max_frame, random);
}

}  // namespace strata::mtproto
