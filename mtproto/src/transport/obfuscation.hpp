// The opening of an obfuscated2 connection: 64 random bytes and the two key streams they give.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/aes_ctr.hpp"

#include <array>
#include <cstdint>

namespace strata::crypto {
class RandomSource;
}

namespace strata::mtproto {

using ObfuscationHeader = std::array<std::uint8_t, 64>;

/// Draws 64 random bytes that no server or filter mistakes for another protocol.
/// Errors: obfuscation_failed after limits::obfuscation_redraws draws.
/// Spec: core.telegram.org/mtproto/mtproto-transports#transport-obfuscation (C-07, C-10)
[[nodiscard]] Result<ObfuscationHeader> draw_obfuscation_header(crypto::RandomSource& random);

/// Both directions of one obfuscated connection, from the client's side.
struct Obfuscation {
  /// What goes out first: 56 bytes in clear, then 8 encrypted ones.
  ObfuscationHeader opening;
  /// Has already produced the opening.
  crypto::Aes256Ctr send;
  crypto::Aes256Ctr receive;
};

/// Derives the key streams. `tag` is the framing's byte, `proxy_secret` empty or 16 bytes.
/// Spec: core.telegram.org/mtproto/mtproto-transports#transport-obfuscation (C-07, C-08)
[[nodiscard]] Obfuscation make_obfuscation(const ObfuscationHeader& header, std::uint8_t tag,
                                           std::int16_t dc, BytesView proxy_secret);

}  // namespace strata::mtproto
