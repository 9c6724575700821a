// AES-256-CTR, the cipher of obfuscated transports, beside OpenSSL's with a kept context.
#include "crypto/inputs.hpp"

#include "strata/crypto/aes_ctr.hpp"

#include <openssl/evp.h>

namespace strata::bench {
namespace {

void ctr(benchmark::State& state) {
  const Bytes key = random_bytes(32);
  const Bytes iv = random_bytes(16, 2);
  Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)), 3);
  crypto::Aes256Ctr stream(BytesView(key).first<32>(), BytesView(iv).first<16>());
  for (auto _ : state) {
    stream.apply(data);
    benchmark::ClobberMemory();
  }
  count_bytes(state);
}

void ctr_evp(benchmark::State& state) {
  const Bytes key = random_bytes(32);
  const Bytes iv = random_bytes(16, 2);
  Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)), 3);
  EVP_CIPHER_CTX* const context = EVP_CIPHER_CTX_new();
  EVP_EncryptInit_ex2(context, EVP_aes_256_ctr(), key.data(), iv.data(), nullptr);
  for (auto _ : state) {
    int written = 0;
    EVP_EncryptUpdate(context, data.data(), &written, data.data(), static_cast<int>(data.size()));
    benchmark::ClobberMemory();
  }
  EVP_CIPHER_CTX_free(context);
  count_bytes(state);
}

BENCHMARK(ctr)->Name("ctr/strata")->Apply(stream_sizes);
BENCHMARK(ctr_evp)->Name("ctr/openssl_evp")->Apply(stream_sizes);

}  // namespace
}  // namespace strata::bench
