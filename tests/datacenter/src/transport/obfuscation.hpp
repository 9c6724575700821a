// Obfuscated streams: 64 random-looking bytes that carry the keys of the rest.
#pragma once

#include "crypto/aes.hpp"
#include "transport/framing.hpp"

#include "strata/base/result.hpp"

#include <span>

namespace strata::datacenter {

inline constexpr std::size_t obfuscation_header_size = 64;

/// What the header of an obfuscated connection says.
struct Obfuscation {
  CtrStream incoming;
  CtrStream outgoing;
  TransportKind kind = TransportKind::intermediate;
  /// The `dc` field: random from most clients, so nothing may depend on it.
  std::int16_t dc = 0;
};

/// Reads the 64 bytes, trying no secret first and then each of `secrets` (16 bytes each), until
/// the tag inside names a transport.
/// Spec: core.telegram.org/mtproto/mtproto-transports#transport-obfuscation (C-07, C-08)
[[nodiscard]] Result<Obfuscation> read_obfuscation(BytesView header,
                                                   std::span<const Bytes> secrets);

}  // namespace strata::datacenter
