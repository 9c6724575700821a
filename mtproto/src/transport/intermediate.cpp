// The intermediate framing: the length in bytes, in four bytes.
#include "transport/framing.hpp"
#include "transport/length_prefix.hpp"
#include "transport/payload.hpp"

#include "strata/mtproto/errors.hpp"

namespace strata::mtproto {
namespace {

constexpr std::array<std::uint8_t, 4> opening_bytes{0xee, 0xee, 0xee, 0xee};

// ```
//   | length: 4 bytes, LE | payload |
//   | token: 4 bytes, LE, top bit set |         from the server only
// ```
// Spec: core.telegram.org/mtproto/mtproto-transports#intermediate (C-03)
class Intermediate final : public Framing {
 public:
  explicit Intermediate(std::size_t max_frame) : max_frame_(max_frame) {}

  TransportTraits traits() const noexcept override { return {}; }
  BytesView opening() const noexcept override { return opening_bytes; }

  void frame(Buffer& packet, bool request_quick_ack) override {
    prepend_length(packet, request_quick_ack);
  }

  Result<Frame> scan(MutableBytes arrived) override {
    if (arrived.size() < length_prefix_size) return Frame{length_prefix_size, {}};
    const auto length = load_le<std::uint32_t>(arrived.data());
    if ((length & quick_ack_flag) != 0) return Frame{length_prefix_size, QuickAck{length}};
    if (length == 0 || length % 4 != 0) return fail(bad_frame_length(length));
    if (length > max_frame_) return fail(frame_too_large(length, max_frame_));
    const std::size_t size = length_prefix_size + length;
    if (arrived.size() < size) return Frame{size, {}};
    return Frame{size, classify_payload(arrived.subspan(length_prefix_size, length))};
  }

 private:
  std::size_t max_frame_;
};

}  // namespace

std::unique_ptr<Framing> make_intermediate(std::size_t max_frame) {
  return std::make_unique<Intermediate>(max_frame);
}

}  // namespace strata::mtproto
