// Keys from nonces, and the hashed and padded data under them.
#include "handshake/temp_cipher.hpp"

#include "core/mtproto_codec.hpp"
#include "crypto/aes.hpp"
#include "crypto/digest.hpp"

#include "strata/datacenter/errors.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

struct TempKeys {
  AesKey key;
  IgeIv iv;
};

// Spec: core.telegram.org/mtproto/auth_key#6-client-responds
TempKeys temp_keys(BytesView new_nonce, BytesView server_nonce) {
  const Sha1 a = sha1({new_nonce, server_nonce});
  const Sha1 b = sha1({server_nonce, new_nonce});
  const Sha1 c = sha1({new_nonce, new_nonce});
  Bytes joined(a.begin(), a.end());
  append(joined, b);
  append(joined, c);
  append(joined, new_nonce.first(4));
  TempKeys keys;
  std::copy_n(joined.begin(), 32, keys.key.begin());
  std::copy_n(joined.begin() + 32, 32, keys.iv.begin());
  return keys;
}

}  // namespace

Result<Bytes> seal_inner(const Object& object, BytesView new_nonce, BytesView server_nonce,
                         Random& random) {
  const auto data = mtproto_codec().encode(object);
  if (!data) return fail(data.error());
  const Sha1 hash = sha1({*data});
  Bytes sealed(hash.begin(), hash.end());
  append(sealed, *data);
  append(sealed, random.bytes((16 - sealed.size() % 16) % 16));
  const TempKeys keys = temp_keys(new_nonce, server_nonce);
  ige_encrypt(sealed, keys.key, keys.iv);
  return sealed;
}

Result<Object> open_inner(BytesView encrypted, BytesView new_nonce, BytesView server_nonce) {
  constexpr std::size_t hash_size = 20;
  constexpr std::size_t most = 1024;
  const bool possible =
      encrypted.size() >= 32 && encrypted.size() <= most && encrypted.size() % 16 == 0;
  if (!possible) return fail(Errc::bad_packet, "encrypted data of an impossible length");
  Bytes plain(encrypted.begin(), encrypted.end());
  const TempKeys keys = temp_keys(new_nonce, server_nonce);
  ige_decrypt(plain, keys.key, keys.iv);
  const BytesView data = BytesView(plain).subspan(hash_size);
  std::size_t consumed = 0;
  auto object = mtproto_codec().decode(data, &consumed);
  const bool right =
      object && data.size() - consumed < 16 &&
      equal_in_constant_time(sha1({data.first(consumed)}), BytesView(plain).first(hash_size));
  if (!right) return fail(Errc::bad_packet, "the hash of the encrypted data is wrong");
  return object;
}

}  // namespace strata::datacenter
