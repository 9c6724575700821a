// req_DH_params: the factors, and the secret nonce under the server's RSA key.
#include "handshake/req_dh_params.hpp"

#include "strata/crypto/secure.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/mtproto/functions/req_dh_params.hpp"
#include "strata/tl/mtproto/types/p_q_inner_data.hpp"

#include <array>
#include <string>
#include <utility>

namespace strata::mtproto {
namespace {

using RsaBlock = std::array<std::uint8_t, crypto::number_size>;

// Holds new_nonce, so it is written into memory that does not grow and is wiped.
template <class InnerData>
Result<RsaBlock> encrypt(const InnerData& inner, const crypto::RsaPublicKey& key,
                         crypto::RandomSource& random) {
  Buffer serialised(0);
  serialised.append(tl::encoded_size(inner));
  serialised.drop_back(serialised.size());
  Status encoded = tl::encode(inner, serialised);
  Result<RsaBlock> block = encoded ? crypto::rsa_pad_encrypt(key, serialised.bytes(), random)
                                   : Result<RsaBlock>(fail(std::move(encoded).error()));
  crypto::wipe(serialised.bytes());
  if (block) return block;
  return fail(Errc::rsa_failed, "the secret nonce could not be encrypted with the server's key: " +
                                    block.error().message());
}

Result<RsaBlock> encrypt_inner_data(const Exchange& exchange, BytesView pq,
                                    const crypto::PqFactors& factors,
                                    const crypto::RsaPublicKey& key, const KeyRequest& request,
                                    crypto::RandomSource& random) {
  // The generated type copies the nonce into itself; the copy is wiped as well.
  const auto fill = [&](auto& inner) {
    inner.pq = pq;
    inner.p = factors.p;
    inner.q = factors.q;
    inner.nonce = exchange.nonce;
    inner.server_nonce = exchange.server_nonce;
    std::ranges::copy(exchange.new_nonce.view(), inner.new_nonce.begin());
    inner.dc = request.dc;
  };
  if (request.expires_in) {
    tl::mtproto::types::PQInnerDataTempDc inner{};
    fill(inner);
    inner.expires_in = static_cast<std::int32_t>(request.expires_in->count());
    Result<RsaBlock> block = encrypt(inner, key, random);
    crypto::wipe(inner.new_nonce);
    return block;
  }
  tl::mtproto::types::PQInnerDataDc inner{};
  fill(inner);
  Result<RsaBlock> block = encrypt(inner, key, random);
  crypto::wipe(inner.new_nonce);
  return block;
}

}  // namespace

Status write_req_dh_params(Buffer& out, const Exchange& exchange, BytesView pq,
                           const crypto::PqFactors& factors, const crypto::RsaPublicKey& key,
                           KeyRequest request, crypto::RandomSource& random) {
  const Result<RsaBlock> block = encrypt_inner_data(exchange, pq, factors, key, request, random);
  if (!block) return fail(block.error());
  const tl::mtproto::functions::ReqDHParams query{
      .nonce = exchange.nonce,
      .server_nonce = exchange.server_nonce,
      .p = factors.p,
      .q = factors.q,
      .public_key_fingerprint = static_cast<std::int64_t>(key.fingerprint()),
      .encrypted_data = *block,
  };
  return tl::encode(query, out);
}

}  // namespace strata::mtproto
