// OpenSSL's low-level AES-IGE, which shares no code with ours, to compare the kernels with.
#pragma once

#define OPENSSL_SUPPRESS_DEPRECATED
#include "strata/base/bytes.hpp"

#include <openssl/aes.h>

namespace strata::test {

/// `iv` has 32 bytes and is moved on.
[[nodiscard]] inline Bytes openssl_ige_reference(BytesView in, BytesView key, MutableBytes iv,
                                                 bool encrypting) {
  AES_KEY schedule{};
  if (encrypting) {
    AES_set_encrypt_key(key.data(), 256, &schedule);
  } else {
    AES_set_decrypt_key(key.data(), 256, &schedule);
  }
  Bytes out(in.size());
  if (in.empty()) return out;
  AES_ige_encrypt(in.data(), out.data(), in.size(), &schedule, iv.data(),
                  encrypting ? AES_ENCRYPT : AES_DECRYPT);
  return out;
}

}  // namespace strata::test
