// set_client_DH_params: our half of Diffie-Hellman.
#include "handshake/client_dh.hpp"

#include "strata/crypto/aes_ige.hpp"
#include "strata/crypto/digest.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/mtproto/functions/set_client_dh_params.hpp"
#include "strata/tl/mtproto/types/client_dh_inner_data.hpp"

#include <algorithm>

namespace strata::mtproto {
namespace {

constexpr std::size_t block = 16;

// ```
//   | SHA-1 of the object: 20 | client_DH_inner_data | 0…15 random bytes |
// ```
Result<Buffer> serialise(const Exchange& exchange, std::uint64_t retry_id, BytesView g_b,
                         crypto::RandomSource& random) {
  const tl::mtproto::types::ClientDHInnerData inner{
      .nonce = exchange.nonce,
      .server_nonce = exchange.server_nonce,
      .retry_id = static_cast<std::int64_t>(retry_id),
      .g_b = g_b,
  };
  Buffer data(Buffer::default_headroom);
  if (Status encoded = tl::encode(inner, data); !encoded) return fail(std::move(encoded).error());
  const crypto::Sha1Digest hash = crypto::sha1({data.bytes()});
  std::ranges::copy(hash, data.prepend(hash.size()).begin());
  random.fill(data.append((block - data.size() % block) % block));
  return data;
}

}  // namespace

Status write_set_client_dh_params(Buffer& out, const Exchange& exchange,
                                  const crypto::TmpAesKey& tmp_key, std::uint64_t retry_id,
                                  BytesView g_b, crypto::RandomSource& random) {
  Result<Buffer> data = serialise(exchange, retry_id, g_b, random);
  if (!data) return fail(std::move(data).error());
  Status encrypted = crypto::aes256_ige_encrypt(data->bytes(), data->bytes(), tmp_key.key.view(),
                                                tmp_key.iv.view());
  if (!encrypted) return encrypted;
  const tl::mtproto::functions::SetClientDHParams query{
      .nonce = exchange.nonce,
      .server_nonce = exchange.server_nonce,
      .encrypted_data = data->bytes(),
  };
  return tl::encode(query, out);
}

}  // namespace strata::mtproto
