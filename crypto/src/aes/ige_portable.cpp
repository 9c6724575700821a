// AES-256-IGE over the portable cipher.
#include "aes/ige_kernel.hpp"
#include "aes/portable_aes.hpp"
#include "wipe.hpp"

namespace strata::crypto {
namespace {

void encrypt(const std::uint8_t* key, std::uint8_t* iv, const std::uint8_t* in, std::uint8_t* out,
             std::size_t blocks) noexcept {
  const BurnStackOnExit burn;
  const PortableAes aes(key);
  ige_chain([&aes](Block& block) { aes.encrypt(block); }, iv, iv + 16, in, out, blocks);
}

void decrypt(const std::uint8_t* key, std::uint8_t* iv, const std::uint8_t* in, std::uint8_t* out,
             std::size_t blocks) noexcept {
  const BurnStackOnExit burn;
  const PortableAes aes(key);
  ige_chain([&aes](Block& block) { aes.decrypt(block); }, iv + 16, iv, in, out, blocks);
}

}  // namespace

const IgeKernel& portable_ige() noexcept {
  static constexpr IgeKernel kernel{"portable", encrypt, decrypt};
  return kernel;
}

}  // namespace strata::crypto
