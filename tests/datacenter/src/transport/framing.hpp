// How packets are told apart on a stream: one implementation per transport.
#pragma once

#include "crypto/random.hpp"
#include "transport/byte_queue.hpp"

#include "strata/base/result.hpp"

#include <memory>
#include <optional>

namespace strata::datacenter {

/// The largest frame taken from a client (C-25).
inline constexpr std::size_t most_frame_bytes = (4U << 20U) + 1024;

enum class TransportKind { abridged, intermediate, padded, full, http };

struct ClientPacket {
  Bytes payload;
  bool wants_quick_ack = false;
};

/// One client's framing after the transport is known; the tag that announced it is gone already.
class Framing {
 public:
  virtual ~Framing() = default;

  /// Takes one packet off the input, or nothing when it is not complete. An error means that the
  /// stream cannot be understood any more.
  [[nodiscard]] virtual Result<std::optional<ClientPacket>> take(ByteQueue& input,
                                                                 Bytes& output) = 0;
  /// Appends a packet to the output.
  virtual void put(BytesView payload, Bytes& output) = 0;
  /// Appends a transport error: a packet of 4 bytes.
  virtual void put_error(std::int32_t code, Bytes& output) {
    std::array<std::uint8_t, 4> payload;
    store_le(payload.data(), code);
    put(payload, output);
  }
  /// Appends the answer to a packet that wanted a quick ack, where the transport has such a thing.
  virtual void put_quick_ack(std::uint32_t token, Bytes& output) {
    static_cast<void>(token);
    static_cast<void>(output);
  }
};

[[nodiscard]] std::unique_ptr<Framing> make_framing(TransportKind kind, Random& random);
[[nodiscard]] const char* name_of(TransportKind kind) noexcept;

// The implementations, one file each.
[[nodiscard]] std::unique_ptr<Framing> make_abridged();
[[nodiscard]] std::unique_ptr<Framing> make_intermediate();
[[nodiscard]] std::unique_ptr<Framing> make_padded_intermediate(Random& random);
[[nodiscard]] std::unique_ptr<Framing> make_full();
[[nodiscard]] std::unique_ptr<Framing> make_http();

}  // namespace strata::datacenter
