// The digests by which an MTProxy client and its proxy know each other behind a fake TLS handshake.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"

namespace strata::crypto {

/// The 16 bytes of a proxy secret behind its first byte. A password: wipe it, never log it (C-17).
using ProxySecret = std::span<const std::uint8_t, 16>;
/// The `random` field of a TLS hello.
using TlsRandom = std::array<std::uint8_t, 32>;

/// Where the random field stands in a record that begins with a hello, counted from the record's
/// first byte.
inline constexpr std::size_t tls_random_at = 11;

/// What a client puts into the random field of its ClientHello: HMAC-SHA256 over the whole record
/// with zeros in that field (whatever stands there now), the last four bytes XORed with
/// `unix_time`, in seconds, little-endian. A proxy accepts each value once and for some minutes.
/// Fails with Errc::bad_length when the record ends before the field does.
///
/// Spec: protocol rule C-13 (the wire format of MTProxy)
[[nodiscard]] Result<TlsRandom> fake_tls_client_random(ProxySecret secret, BytesView client_hello,
                                                       std::uint32_t unix_time);

/// Whether `answer`, all bytes of the proxy's handshake up to and with its first application
/// record, carries in the random field of its first record the HMAC-SHA256 over `client_random`
/// (as sent) and itself with zeros in that field. Compared in constant time. False when the answer
/// ends before the field does. Spec: protocol rule C-15
[[nodiscard]] bool is_fake_tls_answer(ProxySecret secret, const TlsRandom& client_random,
                                      BytesView answer) noexcept;

}  // namespace strata::crypto
