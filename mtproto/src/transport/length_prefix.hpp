// The four-byte length that intermediate and padded intermediate put in front of a packet.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"

#include <cstdint>

namespace strata::mtproto {

inline constexpr std::size_t length_prefix_size = 4;
/// In a length from us: please acknowledge quickly. In one from the server: these four bytes are
/// the token of a quick ack, and nothing follows.
inline constexpr std::uint32_t quick_ack_flag = 0x8000'0000U;

/// Puts the length of `packet` in front of it.
inline void prepend_length(Buffer& packet, bool request_quick_ack) {
  const auto length = static_cast<std::uint32_t>(packet.size());
  store_le(packet.prepend(length_prefix_size).data(),
           request_quick_ack ? length | quick_ack_flag : length);
}

}  // namespace strata::mtproto
