// CRC-32 with the best implementation for the processor.
#include "strata/crypto/crc32.hpp"

#include "crc/crc32_kernel.hpp"

namespace strata::crypto {

std::uint32_t crc32(BytesView data, std::uint32_t previous) noexcept {
  static const Crc32Kernel folding = crc32_folding();
  return ~(folding != nullptr ? folding : crc32_tables)(~previous, data);
}

}  // namespace strata::crypto
