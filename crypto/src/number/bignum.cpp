// Conversions between bytes and OpenSSL's numbers.
#include "number/bignum.hpp"

#include "strata/crypto/errors.hpp"

#include <openssl/err.h>

namespace strata::crypto {

BigNum big_num(BytesView big_endian) noexcept {
  return BigNum(BN_bin2bn(big_endian.data(), static_cast<int>(big_endian.size()), nullptr));
}

BigNum big_num() noexcept { return BigNum(BN_new()); }

BigNumContext big_num_context() noexcept { return BigNumContext(BN_CTX_new()); }

bool write_padded(const BIGNUM* number, MutableBytes out) noexcept {
  return BN_bn2binpad(number, out.data(), static_cast<int>(out.size())) >= 0;
}

tl::unexpected<Error> openssl_failed() {
  // The queue belongs to the thread; what is left there would puzzle the next user of OpenSSL.
  ERR_clear_error();
  return fail(Errc::library_failure, "OpenSSL's arithmetic failed; the process is out of memory");
}

}  // namespace strata::crypto
