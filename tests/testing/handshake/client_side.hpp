// The client's half of the key exchange, written for the tests of the server's half.
#pragma once

#include "core/mtproto_codec.hpp"
#include "crypto/aes.hpp"
#include "crypto/dh.hpp"
#include "crypto/digest.hpp"
#include "handshake/handshakes.hpp"
#include "handshake/temp_cipher.hpp"

#include <openssl/bn.h>

#include <memory>

namespace strata::datacenter {

/// Number to the power of another modulo a third, all big-endian.
inline Bytes mod_exp(BytesView base, BytesView exponent, BytesView modulus) {
  const auto number = [](BytesView bytes) {
    return std::unique_ptr<BIGNUM, decltype(&BN_free)>(
        BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr), BN_free);
  };
  const std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)> context(BN_CTX_new(), BN_CTX_free);
  const auto result = number({});
  BN_mod_exp(result.get(), number(base).get(), number(exponent).get(), number(modulus).get(),
             context.get());
  Bytes bytes(256);
  BN_bn2binpad(result.get(), bytes.data(), 256);
  return bytes;
}

/// The public part of a key, read back from what clients are given.
struct PublicKey {
  Bytes n;
  Bytes e;
};
PublicKey read_public_key(const std::string& pem);

[[nodiscard]] std::uint64_t smaller_factor(std::uint64_t number);

/// RSA_PAD, or with `sha1` the padding of older clients; random bytes are zeros and ones.
/// Spec: core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
Bytes rsa_pad(const PublicKey& key, BytesView data);
Bytes rsa_sha1_pad(const PublicKey& key, BytesView data);

/// What a client needs to go through the exchange by steps.
class HandshakeClient {
 public:
  explicit HandshakeClient(const ServerKey& key, char mark = 'n')
      : server_key(key), nonce(16, mark), new_nonce(32, static_cast<char>(mark + 1)) {}

  [[nodiscard]] Object req_pq() const { return Object("req_pq_multi", {{"nonce", nonce}}); }
  /// After resPQ. `constructor` is one of the four forms of the inner data.
  [[nodiscard]] Object req_dh_params(const Object& res_pq, std::string constructor,
                                     bool sha1_padding = false);
  /// After server_DH_params_ok.
  [[nodiscard]] Object set_client_dh_params(const Object& dh_params, std::int64_t retry_id = 0);

  const ServerKey& server_key;
  std::string nonce;
  std::string new_nonce;
  std::string server_nonce;
  Object inner;
  std::uint8_t exponent = 7;
  std::int32_t expires_in = 86400;
  AuthKeyBytes auth_key{};
};

}  // namespace strata::datacenter
