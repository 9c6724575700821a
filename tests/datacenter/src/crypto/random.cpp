// Random bytes of the system and repeatable ones.
#include "crypto/random.hpp"

#include "crypto/aes.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <stdexcept>

namespace strata::datacenter {
namespace {

class SystemRandom final : public Random {
 public:
  void fill(MutableBytes bytes) override {
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
      throw std::runtime_error("OpenSSL has no random bytes");
    }
  }
};

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : stream_(key_of(seed), CtrIv{}) {}

  void fill(MutableBytes bytes) override {
    std::ranges::fill(bytes, std::uint8_t{0});
    stream_.apply(bytes);
  }

 private:
  static AesKey key_of(std::uint64_t seed) {
    AesKey key{};
    store_le(key.data(), seed);
    return key;
  }

  CtrStream stream_;
};

}  // namespace

std::unique_ptr<Random> make_random(std::optional<std::uint64_t> seed) {
  if (seed) return std::make_unique<SeededRandom>(*seed);
  return std::make_unique<SystemRandom>();
}

}  // namespace strata::datacenter
