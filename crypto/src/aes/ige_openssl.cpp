// AES-256-IGE over OpenSSL's ECB, for processors that our own kernels do not know.
#include "aes/block_chain.hpp"
#include "aes/evp_cipher.hpp"
#include "aes/ige_kernel.hpp"
#include "wipe.hpp"

namespace strata::crypto {
namespace {

// A context is made and freed for each message, though keeping one would save some 50 ns: freeing
// is what makes OpenSSL wipe the key schedule.
template <bool encrypting>
void run(const std::uint8_t* key, std::uint8_t* iv, const std::uint8_t* in, std::uint8_t* out,
         std::size_t blocks) noexcept {
  const BurnStackOnExit burn;
  const EvpCipher cipher = EvpCipher::ecb(key, encrypting);
  if (!cipher) {
    const IgeKernel& portable = portable_ige();
    return (encrypting ? portable.encrypt : portable.decrypt)(key, iv, in, out, blocks);
  }
  std::uint8_t* const output_before = encrypting ? iv : iv + 16;
  std::uint8_t* const input_before = encrypting ? iv + 16 : iv;
  const auto one_block = [&cipher](Block& block) { cipher.update(block); };
  ige_chain(one_block, output_before, input_before, in, out, blocks);
}

}  // namespace

const IgeKernel& openssl_ige() noexcept {
  static constexpr IgeKernel kernel{"openssl", run<true>, run<false>};
  return kernel;
}

}  // namespace strata::crypto
