// The system's random source and the number helpers of every source.
#include "strata/crypto/random.hpp"

#include <sodium.h>

namespace strata::crypto {
namespace {

class SystemRandom final : public RandomSource {
 public:
  // Reads getrandom(2) or /dev/urandom; libsodium ends the process if there is neither.
  void fill(MutableBytes out) override {
    if (!out.empty()) randombytes_buf(out.data(), out.size());
  }
};

}  // namespace

std::uint64_t RandomSource::next_u64() {
  std::array<std::uint8_t, 8> bytes{};
  fill(bytes);
  return load_le<std::uint64_t>(bytes.data());
}

std::uint64_t RandomSource::uniform(std::uint64_t bound) {
  if (bound < 2) return 0;
  // Values below 2^64 mod bound would make the small remainders likelier.
  const std::uint64_t excess = (0 - bound) % bound;
  std::uint64_t value = next_u64();
  while (value < excess) value = next_u64();
  return value % bound;
}

RandomSource& system_random() {
  static SystemRandom source;
  return source;
}

}  // namespace strata::crypto
