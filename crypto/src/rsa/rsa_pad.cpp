// RSA_PAD: the encryption of the first secret that a client sends.
#include "aes/ige_kernel.hpp"
#include "rsa/rsa_key.hpp"
#include "wipe.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/crypto/errors.hpp"
#include "strata/crypto/secure.hpp"

#include <algorithm>

namespace strata::crypto {
namespace {

constexpr std::size_t padded_size = 192;
constexpr std::size_t hashed_size = padded_size + sizeof(Sha256Digest);

using Padded = SecureArray<padded_size>;
using Block = SecureArray<number_size>;

// ```
//   temp_key ^ SHA256(aes_encrypted) 32 | aes_encrypted 224
//   aes_encrypted = IGE(reversed(data_with_padding) 192 | SHA256(temp_key + data_with_padding) 32)
// ```
// Spec:
// core.telegram.org/mtproto/auth_key#41-rsapaddata-serverpublickey-mentioned-above-is-implemented-as-follows
//
void build_block(Block& block, const Padded& data_with_padding, RandomSource& random) {
  SecureArray<32> temp_key;
  random.fill(temp_key.span());

  const std::span<std::uint8_t, hashed_size> encrypted = block.span().last<hashed_size>();
  std::reverse_copy(data_with_padding.data(), data_with_padding.data() + padded_size,
                    encrypted.data());
  const Sha256Digest digest = sha256({temp_key, data_with_padding});
  std::copy(digest.begin(), digest.end(), encrypted.data() + padded_size);
  std::array<std::uint8_t, 32> iv{};
  ige_kernel().encrypt(temp_key.data(), iv.data(), encrypted.data(), encrypted.data(),
                       hashed_size / 16);

  const Sha256Digest mask = sha256({encrypted});
  for (std::size_t i = 0; i < mask.size(); ++i) block.data()[i] = temp_key.data()[i] ^ mask[i];
}

}  // namespace

Result<std::array<std::uint8_t, number_size>> rsa_pad_encrypt(const RsaPublicKey& key,
                                                              BytesView data,
                                                              RandomSource& random) {
  const BurnStackOnExit burn;
  if (data.size() > max_rsa_pad_data) {
    return fail(Errc::bad_length, "RSA_PAD takes at most 144 bytes");
  }
  Padded data_with_padding;
  std::copy(data.begin(), data.end(), data_with_padding.data());
  random.fill(data_with_padding.span().subspan(data.size()));

  const BigNumContext context = big_num_context();
  const BigNum power = big_num();
  if (!context || !power) return openssl_failed();
  const RsaPublicKey::Impl& rsa = key.impl();
  for (int attempt = 0; attempt < max_rsa_pad_attempts; ++attempt) {
    Block block;
    build_block(block, data_with_padding, random);
    const BigNum number = big_num(block);
    if (!number) return openssl_failed();
    if (BN_ucmp(number.get(), rsa.n.get()) >= 0) continue;
    std::array<std::uint8_t, number_size> result;
    if (BN_mod_exp_mont(power.get(), number.get(), rsa.e.get(), rsa.n.get(), context.get(),
                        rsa.montgomery.get()) != 1 ||
        !write_padded(power.get(), result)) {
      return openssl_failed();
    }
    return result;
  }
  return fail(Errc::work_limit, "no RSA_PAD block was below the modulus; is the RNG broken?");
}

}  // namespace strata::crypto
