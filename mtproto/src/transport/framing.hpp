// What a framing is: the way one packet is marked in a stream that carries many.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/mtproto/transport.hpp"

#include <cstddef>
#include <memory>
#include <optional>

namespace strata::mtproto {

/// What stands at the start of the bytes that have arrived.
struct Frame {
  /// The frame's whole size including its header, or the size of the header while that is
  /// incomplete. The frame is complete, and `event` set, when that many bytes have arrived.
  std::size_t size = 0;
  std::optional<TransportEvent> event;
};

/// The codec of single frames. It keeps no bytes: FramedTransport holds the receive buffer and asks
/// again, with the same start and more bytes, until the frame is complete.
class Framing {
 public:
  virtual ~Framing() = default;
  Framing(const Framing&) = delete;
  Framing& operator=(const Framing&) = delete;

  [[nodiscard]] virtual TransportTraits traits() const noexcept = 0;

  /// What a client sends once to tell the server which framing follows. It repeats one byte, which
  /// is also the protocol tag of obfuscated2 (C-07). Empty: the framing cannot be told.
  [[nodiscard]] virtual BytesView opening() const noexcept = 0;

  /// Frames `packet`, whose size is a positive multiple of 4 within the limit.
  virtual void frame(Buffer& packet, bool request_quick_ack) = 0;

  /// Looks at the start of `arrived`, which is never empty. The event's payload aliases it.
  [[nodiscard]] virtual Result<Frame> scan(MutableBytes arrived) = 0;

 protected:
  Framing() = default;
};

// `max_frame` is the longest payload to accept.
[[nodiscard]] std::unique_ptr<Framing> make_abridged(std::size_t max_frame);
[[nodiscard]] std::unique_ptr<Framing> make_intermediate(std::size_t max_frame);
[[nodiscard]] std::unique_ptr<Framing> make_padded_intermediate(std::size_t max_frame,
                                                                crypto::RandomSource& random);
[[nodiscard]] std::unique_ptr<Framing> make_full(std::size_t max_frame);

}  // namespace strata::mtproto
