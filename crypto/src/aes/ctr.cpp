// AES-256-CTR through OpenSSL, with the portable cipher behind it.
#include "aes/ctr_portable.hpp"
#include "aes/evp_cipher.hpp"
#include "digest/hash.hpp"

#include "strata/crypto/aes_ctr.hpp"
#include "strata/crypto/errors.hpp"

#include <optional>

namespace strata::crypto {

class Aes256Ctr::Impl {
 public:
  Impl(Aes256Key key, CtrIv iv) : openssl_(EvpCipher::ctr(key.data(), iv.data())) {
    if (!openssl_) portable_.emplace(key.data(), iv);
  }

  void apply(MutableBytes data) noexcept {
    if (portable_) return portable_->apply(data);
    openssl_.update(data);
  }

 private:
  EvpCipher openssl_;
  std::optional<PortableCtr> portable_;
};

Aes256Ctr::Aes256Ctr(Aes256Key key, CtrIv iv) : impl_(std::make_unique<Impl>(key, iv)) {}
Aes256Ctr::Aes256Ctr(Aes256Ctr&&) noexcept = default;
Aes256Ctr& Aes256Ctr::operator=(Aes256Ctr&&) noexcept = default;
Aes256Ctr::~Aes256Ctr() = default;

void Aes256Ctr::apply(MutableBytes data) noexcept { impl_->apply(data); }

Result<std::array<std::uint8_t, 16>> cdn_counter(CtrIv encryption_iv, std::uint64_t offset) {
  if (offset % 16 != 0 || offset / 16 > 0xffff'ffffU) {
    return fail(Errc::offset_limit,
                "a CDN file offset must be a multiple of 16 below 64 GiB; read the file elsewhere");
  }
  std::array<std::uint8_t, 16> counter{};
  std::memcpy(counter.data(), encryption_iv.data(), 12);
  store_be(counter.data() + 12, static_cast<std::uint32_t>(offset / 16));
  return counter;
}

}  // namespace strata::crypto
