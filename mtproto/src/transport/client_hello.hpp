// The ClientHello of fake TLS: one record that looks like a browser's and proves the secret.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace strata::crypto {
class RandomSource;
}

namespace strata::mtproto {

/// Where the 32 random bytes of either hello stand in its record.
inline constexpr std::size_t hello_random_offset = 11;
inline constexpr std::size_t hello_random_size = 32;

enum class HelloShape {
  current,  ///< with X25519MLKEM768 and a placeholder of encrypted ClientHello: about 1,700 bytes
  classic,  ///< X25519 only, 517 bytes
};

/// Draws a hello to `domain`, a valid host name of at most limits::max_proxy_domain characters. Its
/// random bytes are zeros.
/// Spec: our rules C-13, C-14
[[nodiscard]] Bytes draw_client_hello(std::string_view domain, HelloShape shape,
                                      crypto::RandomSource& random);

/// Writes the proof into the random bytes of `hello`, which are zeros: the HMAC-SHA256 of the whole
/// record under `secret`, its end combined with the time in seconds since 1970.
/// Spec: our rule C-13
void sign_client_hello(MutableBytes hello, BytesView secret, std::uint32_t unix_seconds);

}  // namespace strata::mtproto
