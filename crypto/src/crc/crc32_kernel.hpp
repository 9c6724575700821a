// The implementations of CRC-32.
#pragma once

#include "strata/base/bytes.hpp"

namespace strata::crypto {

/// Moves the register on over `data`; the register is inverted at both ends by the caller.
using Crc32Kernel = std::uint32_t (*)(std::uint32_t state, BytesView data) noexcept;

/// Eight tables, eight bytes at a step.
[[nodiscard]] std::uint32_t crc32_tables(std::uint32_t state, BytesView data) noexcept;

/// 64 bytes at a step by carry-less multiplication; null on a processor without it.
[[nodiscard]] Crc32Kernel crc32_folding() noexcept;

}  // namespace strata::crypto
