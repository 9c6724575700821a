// The full framing: length, sequence number and CRC-32 around each packet.
#include "transport/framing.hpp"
#include "transport/payload.hpp"

#include "strata/crypto/crc32.hpp"
#include "strata/mtproto/errors.hpp"

#include <string>

namespace strata::mtproto {
namespace {

constexpr std::size_t length_size = 4;
constexpr std::size_t header_size = 8;
constexpr std::size_t checksum_size = 4;
constexpr std::size_t overhead = header_size + checksum_size;

// ```
//   | length: 4 bytes, LE, of everything | sequence number: 4, LE | payload | CRC-32: 4, LE |
// ```
// The checksum covers all before it. Each direction counts its packets from 0.
// Spec: core.telegram.org/mtproto/mtproto-transports#full (C-06)
class Full final : public Framing {
 public:
  explicit Full(std::size_t max_frame) : max_frame_(max_frame) {}

  TransportTraits traits() const noexcept override { return {.quick_acks = false}; }
  BytesView opening() const noexcept override { return {}; }

  void frame(Buffer& packet, bool) override {
    const MutableBytes header = packet.prepend(header_size);
    store_le(header.data(), static_cast<std::uint32_t>(packet.size() + checksum_size));
    store_le(header.data() + length_size, sent_++);
    const std::uint32_t checksum = crypto::crc32(packet.bytes());
    store_le(packet.append(checksum_size).data(), checksum);
  }

  Result<Frame> scan(MutableBytes arrived) override {
    if (arrived.size() < length_size) return Frame{header_size, {}};
    const std::size_t size = load_le<std::uint32_t>(arrived.data());
    if (size < overhead || size % 4 != 0) return fail(bad_frame_length(size));
    if (size - overhead > max_frame_) return fail(frame_too_large(size - overhead, max_frame_));
    if (arrived.size() < size) return Frame{size, {}};
    if (Status intact = check(arrived.first(size)); !intact) return fail(std::move(intact).error());
    ++received_;
    return Frame{size, classify_payload(arrived.subspan(header_size, size - overhead))};
  }

 private:
  Status check(BytesView frame) const {
    const auto number = load_le<std::uint32_t>(frame.data() + length_size);
    if (number != received_) {
      return fail(Errc::frame_sequence, "frame " + std::to_string(number) + " came instead of " +
                                            std::to_string(received_));
    }
    const std::size_t covered = frame.size() - checksum_size;
    if (load_le<std::uint32_t>(frame.data() + covered) != crypto::crc32(frame.first(covered))) {
      return fail(Errc::frame_checksum, "the CRC-32 of a frame is wrong");
    }
    return {};
  }

  std::size_t max_frame_;
  std::uint32_t sent_ = 0;
  std::uint32_t received_ = 0;
};

}  // namespace

std::unique_ptr<Framing> make_full(std::size_t max_frame) {
  return std::make_unique<Full>(max_frame);
}

}  // namespace strata::mtproto
