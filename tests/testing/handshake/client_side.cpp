// The client's half of the key exchange, for tests.
#include "testing/handshake/client_side.hpp"

#include "wire.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace strata::datacenter {

PublicKey read_public_key(const std::string& pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  char* name = nullptr;
  char* header = nullptr;
  unsigned char* der = nullptr;
  long size = 0;
  if (PEM_read_bio(bio.get(), &name, &header, &der, &size) != 1) {
    throw std::runtime_error("not PEM");
  }
  const unsigned char* at = der;
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, size), EVP_PKEY_free);
  OPENSSL_free(name);
  OPENSSL_free(header);
  OPENSSL_free(der);
  const auto number = [&](const char* parameter) {
    BIGNUM* raw = nullptr;
    EVP_PKEY_get_bn_param(key.get(), parameter, &raw);
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(raw)));
    BN_bn2bin(raw, bytes.data());
    BN_free(raw);
    return bytes;
  };
  return {number(OSSL_PKEY_PARAM_RSA_N), number(OSSL_PKEY_PARAM_RSA_E)};
}

Bytes rsa_pad(const PublicKey& key, BytesView data) {
  Bytes padded(data.begin(), data.end());
  padded.resize(192, 1);
  for (std::uint8_t attempt = 0;; ++attempt) {
    AesKey temp_key{};
    temp_key[31] = attempt;
    Bytes block(padded.rbegin(), padded.rend());
    append(block, sha256({temp_key, padded}));
    ige_encrypt(block, temp_key, IgeIv{});
    const Sha256 mask = sha256({block});
    Bytes number(32);
    for (std::size_t i = 0; i < 32; ++i) {
      number[i] = static_cast<std::uint8_t>(temp_key[i] ^ mask[i]);
    }
    append(number, block);
    if (std::ranges::lexicographical_compare(number, key.n)) return mod_exp(number, key.e, key.n);
  }
}

Bytes rsa_sha1_pad(const PublicKey& key, BytesView data) {
  const Sha1 hash = sha1({data});
  Bytes number(1);
  append(number, hash);
  append(number, data);
  number.resize(256, 1);
  return mod_exp(number, key.e, key.n);
}

/// Pollard's rho; the number is a product of two primes.
std::uint64_t smaller_factor(std::uint64_t number) {
  __extension__ using Wide = unsigned __int128;
  for (std::uint64_t c = 1;; ++c) {
    const auto next = [&](std::uint64_t x) {
      return static_cast<std::uint64_t>((Wide{x} * x + c) % number);
    };
    std::uint64_t slow = 2;
    std::uint64_t fast = 2;
    std::uint64_t divisor = 1;
    while (divisor == 1) {
      slow = next(slow);
      fast = next(next(fast));
      divisor = std::gcd(slow > fast ? slow - fast : fast - slow, number);
    }
    if (divisor != number) return std::min(divisor, number / divisor);
  }
}

Object HandshakeClient::req_dh_params(const Object& res_pq, std::string constructor,
                                      bool sha1_padding) {
  server_nonce = res_pq.get_string("server_nonce");
  std::uint64_t pq = 0;
  for (const std::uint8_t byte : res_pq.get_bytes("pq")) pq = pq << 8U | byte;
  const std::uint64_t p = smaller_factor(pq);
  inner = Object(std::move(constructor), {{"pq", res_pq["pq"]},
                                          {"p", big_endian(p)},
                                          {"q", big_endian(pq / p)},
                                          {"nonce", nonce},
                                          {"server_nonce", server_nonce},
                                          {"new_nonce", new_nonce}});
  if (inner.name().ends_with("_dc")) inner.set("dc", 2);
  if (inner.name().find("temp") != std::string::npos) inner.set("expires_in", expires_in);
  const Bytes data = mtproto_codec().encode(inner).value();
  const PublicKey key = read_public_key(server_key.public_pem());
  return Object("req_DH_params",
                {{"nonce", nonce},
                 {"server_nonce", server_nonce},
                 {"p", inner["p"]},
                 {"q", inner["q"]},
                 {"public_key_fingerprint", server_key.fingerprint()},
                 {"encrypted_data", sha1_padding ? rsa_sha1_pad(key, data) : rsa_pad(key, data)}});
}

Object HandshakeClient::set_client_dh_params(const Object& dh_params, std::int64_t retry_id) {
  const auto random = make_random(1);
  const auto answer = open_inner(dh_params.get_bytes("encrypted_answer"), as_bytes(new_nonce),
                                 as_bytes(server_nonce));
  if (answer) inner = *answer;
  const BytesView prime = inner.get_bytes("dh_prime");
  const Bytes g{static_cast<std::uint8_t>(inner.get_int("g"))};
  const Bytes b(256, exponent);
  const Bytes key = mod_exp(inner.get_bytes("g_a"), b, prime);
  std::ranges::copy(key, auth_key.begin());
  const Object data("client_DH_inner_data", {{"nonce", nonce},
                                             {"server_nonce", server_nonce},
                                             {"retry_id", retry_id},
                                             {"g_b", mod_exp(g, b, prime)}});
  const Bytes sealed =
      seal_inner(data, as_bytes(new_nonce), as_bytes(server_nonce), *random).value();
  return Object("set_client_DH_params",
                {{"nonce", nonce}, {"server_nonce", server_nonce}, {"encrypted_data", sealed}});
}

}  // namespace strata::datacenter
