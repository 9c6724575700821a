// CRC-32 (reflected 0x04c11db7), the check sum of TL definitions and of the "full" transport.
#pragma once

#include "strata/base/bytes.hpp"

namespace strata::crypto {

/// The check sum of `data`, or of `previous data ‖ data` when `previous` is the check sum so far.
[[nodiscard]] std::uint32_t crc32(BytesView data, std::uint32_t previous = 0) noexcept;

}  // namespace strata::crypto
