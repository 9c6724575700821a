// Transports: how MTProto packets are cut out of a byte stream and put into one.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/mtproto/limits.hpp"
#include "strata/mtproto/time.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>

namespace strata::crypto {
class RandomSource;
}

namespace strata::mtproto {

/// One MTProto packet. The bytes alias the transport's receive buffer, may be changed (decrypted in
/// place), and stay until the next `Transport::prepare()`. Padded framings leave up to 15 bytes of
/// padding at the end, see TransportTraits::pads_packets.
struct PacketReceived {
  MutableBytes payload;
};

/// The server says that it has received the packet with this token (B-93), already in the order in
/// which `crypto::quick_ack_token` gives it.
struct QuickAck {
  std::uint32_t token = 0;
};

/// The server refuses the connection or the key with a negative code such as -404 (C-21). It is not
/// authenticated: anyone on the path can send it (C-23).
struct TransportError {
  std::int32_t code = 0;
};

/// A short frame that means nothing, such as a positive code or a nop. Ignore it; TransportWatch
/// closes the connection when there are too many (C-24).
struct UnknownFrame {
  std::int32_t value = 0;
};

using TransportEvent = std::variant<PacketReceived, QuickAck, TransportError, UnknownFrame>;

/// What the layers above must know of a transport.
struct TransportTraits {
  /// Received packets may carry 0 to 15 bytes after the ciphertext (B-04.3).
  bool pads_packets = false;
  /// The stream looks random: the session pads its messages by random lengths (B-03).
  bool obfuscated = false;
  /// `request_quick_ack` has an effect.
  bool quick_acks = true;
  /// Each packet out is answered by one packet in, and nothing else comes: wait for it before the
  /// next `wrap`, and ask for updates with `http_wait` (C-20).
  bool answers_only = false;
};

/// One connection's codec: bytes in, events out; packets in, bytes out. It holds no socket.
///
/// ```
///   read:   span = prepare(n);  n = socket.read(span);  commit(n);  while (auto event = next()) …
///   write:  wrap(packet, false);  socket.write(packet.bytes())
/// ```
///
/// Any split of the incoming bytes gives the same events. Everything wrapped must be written, in
/// order and once: the stream's position is part of its state (C-09). After an error the connection
/// is to be closed and the transport to be dropped. Not thread-safe; reading and writing may
/// interleave but not run at once.
class Transport {
 public:
  virtual ~Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  [[nodiscard]] virtual TransportTraits traits() const noexcept = 0;

  /// Frames (and obfuscates) `packet` in place; the first call also prepends what opens the
  /// connection. `request_quick_ack` asks the server for a QuickAck, where the framing knows it.
  /// Errors: packet_too_large; frame_length when the size is not divisible by 4 or is 0;
  /// request_under_way (see TransportTraits::answers_only). After an error packet and transport are
  /// as before.
  [[nodiscard]] virtual Status wrap(Buffer& packet, bool request_quick_ack) = 0;

  /// Where the next bytes from the socket go: at least `at_least` bytes of space, as long as that
  /// is within `limits::receive_growth`; inside a frame what was reserved for it, at least one
  /// byte. Invalidates the payload of every PacketReceived before.
  [[nodiscard]] virtual MutableBytes prepare(std::size_t at_least) = 0;

  /// The socket put `read` bytes at the start of what the last prepare() returned.
  virtual void commit(std::size_t read) = 0;

  /// The next event, nothing when more bytes are needed, or the error that closes the connection.
  [[nodiscard]] virtual Result<std::optional<TransportEvent>> next() = 0;

  /// A frame has begun and is not complete; see TransportWatch.
  [[nodiscard]] virtual bool inside_frame() const noexcept = 0;

  /// Appends to `out` what the connection itself has to say: the answer to a WebSocket's ping, its
  /// farewell after an error. Returns whether there is anything, to be written like a wrapped
  /// packet. Ask when next() has nothing more or has failed; only `websocket` ever has something.
  [[nodiscard]] virtual bool take_reply(Now now, Buffer& out) {
    static_cast<void>(now);
    static_cast<void>(out);
    return false;
  }

  /// This side is about to close: take_reply() then gives the farewell, if the kind has one.
  virtual void begin_close() {}

 protected:
  Transport() = default;
};

/// The framings, plain and under obfuscated2 (C-07), which hides them from simple filters and is
/// what MTProxy carries.
enum class TransportKind {
  abridged,                 ///< one byte of overhead: the default
  intermediate,             ///< four bytes of overhead
  padded_intermediate,      ///< as intermediate, and random padding hides the packet's length
  full,                     ///< length, sequence number and CRC-32: twelve bytes
  obfuscated_abridged,      ///< abridged under obfuscated2
  obfuscated_intermediate,  ///< intermediate under obfuscated2
  obfuscated_padded,        ///< padded intermediate under obfuscated2: what `dd` proxies demand
  fake_tls,   ///< obfuscated_padded in TLS records: what `ee` proxies demand; has a Preamble
  websocket,  ///< obfuscated_intermediate in WebSocket frames, over TLS of yours; has a Preamble
  http,       ///< each packet is a request, each answer a response
};

struct TransportOptions {
  /// The data centre as MTProxy must know it: its id, +10000 for a test data centre, negative for
  /// a media-only one. Only obfuscated kinds send it.
  std::int16_t dc = 0;
  /// The proxy's secret, 16 bytes, or empty without a proxy; obfuscated kinds only. See
  /// proxy_secret.hpp for the text that people have. make_transport reads it and does not keep it.
  BytesView proxy_secret = {};
  /// fake_tls: the domain of the secret. websocket, http: the host, with its port where that is not
  /// the usual one (`websocket_host` in web_address.hpp). Read while making, not kept.
  std::string_view host = {};
  /// websocket, http: another path than `/apiws` or `/api`.
  std::string_view path = {};
  /// fake_tls: a hello of 517 bytes without the key exchange of newer browsers. Old proxies
  /// recognise no other (C-14).
  bool classic_hello = false;
  /// The longest frame to accept, in bytes. Values over the default need `unsafe_limits`.
  std::size_t max_frame = limits::max_frame_received;
  /// Allows `max_frame` up to `limits::max_frame_ceiling`.
  bool unsafe_limits = false;
};

/// Makes the codec for one new connection. `random` must outlive it. Some kinds need an exchange
/// before the first packet: ask make_preamble (preamble.hpp).
/// Errors: invalid_argument (secret of another size or for a kind that has no use for it, host or
/// path malformed, limit too high), obfuscation_failed.
[[nodiscard]] Result<std::unique_ptr<Transport>> make_transport(TransportKind kind,
                                                                crypto::RandomSource& random,
                                                                const TransportOptions& options);

}  // namespace strata::mtproto
