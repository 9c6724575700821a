// Intermediate: four bytes of length; and the same with random padding behind the packet.
#include "transport/framing.hpp"
#include "wire.hpp"

#include "strata/datacenter/errors.hpp"

namespace strata::datacenter {
namespace {

constexpr std::uint32_t quick_ack_bit = 0x80000000U;

// Spec: core.telegram.org/mtproto/mtproto-transports#intermediate (C-03, C-04)
class Intermediate final : public Framing {
 public:
  /// With `random`, packets are padded in both directions.
  explicit Intermediate(Random* random) : random_(random) {}

  Result<std::optional<ClientPacket>> take(ByteQueue& input, Bytes&) override {
    constexpr std::size_t header = 4;
    const BytesView view = input.view();
    if (view.size() < header) return std::nullopt;
    const auto word = load_le<std::uint32_t>(view.data());
    const std::size_t length = word & ~quick_ack_bit;
    const bool possible =
        length != 0 && length <= most_frame_bytes && (random_ != nullptr || length % 4 == 0);
    if (!possible) {
      return fail(Errc::bad_frame, "an intermediate frame of " + std::to_string(length) + " bytes");
    }
    if (view.size() < header + length) return std::nullopt;
    ClientPacket packet;
    packet.wants_quick_ack = (word & quick_ack_bit) != 0;
    input.drop(header);
    packet.payload = input.pop(length);
    return packet;
  }

  void put(BytesView payload, Bytes& output) override {
    put_frame(payload, random_ == nullptr ? 0 : random_->next() % 16, output);
  }

  void put_error(std::int32_t code, Bytes& output) override {
    std::array<std::uint8_t, 4> payload;
    store_le(payload.data(), code);
    put_frame(payload, 0, output);
  }

  void put_quick_ack(std::uint32_t token, Bytes& output) override {
    std::array<std::uint8_t, 4> bytes;
    store_le(bytes.data(), token);
    append(output, bytes);
  }

 private:
  void put_frame(BytesView payload, std::size_t padding, Bytes& output) {
    std::array<std::uint8_t, 4> length;
    store_le(length.data(), static_cast<std::uint32_t>(payload.size() + padding));
    append(output, length);
    append(output, payload);
    if (padding != 0) append(output, random_->bytes(padding));
  }

  Random* random_;
};

}  // namespace

std::unique_ptr<Framing> make_intermediate() { return std::make_unique<Intermediate>(nullptr); }

std::unique_ptr<Framing> make_padded_intermediate(Random& random) {
  return std::make_unique<Intermediate>(&random);
}

}  // namespace strata::datacenter
