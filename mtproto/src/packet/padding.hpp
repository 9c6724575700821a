// How long the padding of an outgoing message is.
#pragma once

#include "strata/crypto/random.hpp"
#include "strata/mtproto/session_options.hpp"

#include <cstddef>

namespace strata::mtproto::packet {

inline constexpr std::size_t min_padding = 12;
inline constexpr std::size_t max_padding = 1024;

/// Bytes of padding for a message of `size` bytes (header and body, a multiple of 4): 12 to 1024,
/// so that the whole is a multiple of 16. Spec:
/// core.telegram.org/mtproto/description#encrypted-message (B-02, B-03)
[[nodiscard]] std::size_t padding_for(std::size_t size, Padding policy,
                                      crypto::RandomSource& random);

}  // namespace strata::mtproto::packet
