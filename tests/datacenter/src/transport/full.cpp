// Full: length, sequence number, packet, CRC-32.
#include "transport/framing.hpp"
#include "wire.hpp"

#include "strata/datacenter/errors.hpp"

#include <zlib.h>

namespace strata::datacenter {
namespace {

constexpr std::size_t overhead = 12;

std::uint32_t crc_of(BytesView bytes) {
  return static_cast<std::uint32_t>(::crc32(0, bytes.data(), static_cast<unsigned>(bytes.size())));
}

// Spec: core.telegram.org/mtproto/mtproto-transports#full (C-06)
class Full final : public Framing {
 public:
  Result<std::optional<ClientPacket>> take(ByteQueue& input, Bytes&) override {
    const BytesView view = input.view();
    if (view.size() < 4) return std::nullopt;
    const std::size_t length = load_le<std::uint32_t>(view.data());
    if (length < overhead || length > most_frame_bytes || length % 4 != 0) {
      return fail(Errc::bad_frame, "a full frame of " + std::to_string(length) + " bytes");
    }
    if (view.size() < length) return std::nullopt;
    const BytesView frame = view.first(length);
    if (load_le<std::uint32_t>(frame.data() + 4) != received_) {
      return fail(Errc::bad_frame, "a full frame out of sequence");
    }
    if (load_le<std::uint32_t>(frame.data() + length - 4) != crc_of(frame.first(length - 4))) {
      return fail(Errc::bad_frame, "a full frame with a wrong checksum");
    }
    ++received_;
    const BytesView payload = frame.subspan(8, length - overhead);
    ClientPacket packet;
    packet.payload.assign(payload.begin(), payload.end());
    input.drop(length);
    return packet;
  }

  void put(BytesView payload, Bytes& output) override {
    WireWriter frame;
    frame.write(static_cast<std::uint32_t>(payload.size() + overhead)).write(sent_++);
    frame.raw(payload);
    const std::uint32_t crc = crc_of(frame.bytes());
    frame.write(crc);
    append(output, frame.bytes());
  }

 private:
  std::uint32_t received_ = 0;
  std::uint32_t sent_ = 0;
};

}  // namespace

std::unique_ptr<Framing> make_full() { return std::make_unique<Full>(); }

}  // namespace strata::datacenter
