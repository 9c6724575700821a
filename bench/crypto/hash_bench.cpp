// SHA-256, PBKDF2 and CRC-32 beside OpenSSL and zlib.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "crypto/inputs.hpp"
#include "digest/sha256_many.hpp"

#include "strata/crypto/crc32.hpp"
#include "strata/crypto/digest.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <zlib.h>

namespace strata::bench {
namespace {

// The digest goes back into the input, so that calls do not overlap.
void sha256(benchmark::State& state) {
  Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const crypto::Sha256Digest digest = crypto::sha256({data});
    std::memcpy(data.data(), digest.data(), digest.size());
  }
  count_bytes(state);
}

void sha256_evp(benchmark::State& state) {
  Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)));
  EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  for (auto _ : state) {
    crypto::Sha256Digest digest;
    EVP_DigestInit_ex2(context, algorithm, nullptr);
    EVP_DigestUpdate(context, data.data(), data.size());
    EVP_DigestFinal_ex(context, digest.data(), nullptr);
    std::memcpy(data.data(), digest.data(), digest.size());
  }
  EVP_MD_CTX_free(context);
  EVP_MD_free(algorithm);
  count_bytes(state);
}

// The convenient forms, which look the algorithm up anew each time.
void sha256_one_shot(benchmark::State& state) {
  Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    crypto::Sha256Digest digest;
    SHA256(data.data(), data.size(), digest.data());
    std::memcpy(data.data(), digest.data(), digest.size());
  }
  count_bytes(state);
}

void sha256_evp_digest(benchmark::State& state) {
  Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    crypto::Sha256Digest digest;
    EVP_Digest(data.data(), data.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
    std::memcpy(data.data(), digest.data(), digest.size());
  }
  count_bytes(state);
}

void sha256_four(benchmark::State& state) {
  const Bytes prefix = random_bytes(32, 9);
  std::vector<Bytes> texts;
  for (std::size_t i = 0; i < 4; ++i) {
    texts.push_back(random_bytes(static_cast<std::size_t>(state.range(0)), i));
  }
  std::array<crypto::PrefixedText, 4> sources;
  for (std::size_t i = 0; i < 4; ++i) sources[i] = {prefix.data(), texts[i]};
  std::array<crypto::Sha256Digest, 4> digests;
  for (auto _ : state) {
    crypto::sha256_many(sources, digests.data());
    for (std::size_t i = 0; i < 4; ++i) {
      std::memcpy(texts[i].data(), digests[i].data(), digests[i].size());
    }
  }
  count_bytes(state, 4);
}

void pbkdf2(benchmark::State& state) {
  const Bytes password = random_bytes(32);
  const Bytes salt = random_bytes(40, 2);
  Bytes out(64);
  for (auto _ : state) {
    crypto::pbkdf2_hmac_sha512(password, salt, 100'000, out);
    benchmark::ClobberMemory();
  }
}

void pbkdf2_openssl(benchmark::State& state) {
  const Bytes password = random_bytes(32);
  const Bytes salt = random_bytes(40, 2);
  Bytes out(64);
  for (auto _ : state) {
    PKCS5_PBKDF2_HMAC(as_text(password).data(), 32, salt.data(), 40, 100'000, EVP_sha512(), 64,
                      out.data());
    benchmark::ClobberMemory();
  }
}

void crc32_strata(benchmark::State& state) {
  const Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)));
  std::uint32_t sum = 0;
  for (auto _ : state) sum = crypto::crc32(data, sum);
  benchmark::DoNotOptimize(sum);
  count_bytes(state);
}

void crc32_zlib(benchmark::State& state) {
  const Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)));
  uLong sum = 0;
  for (auto _ : state) sum = ::crc32(sum, data.data(), static_cast<uInt>(data.size()));
  benchmark::DoNotOptimize(sum);
  count_bytes(state);
}

BENCHMARK(sha256)->Name("sha256/strata")->Apply(stream_sizes);
BENCHMARK(sha256_evp)->Name("sha256/openssl_evp")->Apply(stream_sizes);
BENCHMARK(sha256_one_shot)->Name("sha256/openssl_one_shot")->Apply(stream_sizes);
BENCHMARK(sha256_evp_digest)->Name("sha256/openssl_evp_digest")->Apply(stream_sizes);
BENCHMARK(sha256_four)->Name("sha256/strata_4")->Apply(stream_sizes);
BENCHMARK(pbkdf2)->Name("pbkdf2_100000/strata")->Repetitions(5);
BENCHMARK(pbkdf2_openssl)->Name("pbkdf2_100000/openssl")->Repetitions(5);
BENCHMARK(crc32_strata)->Name("crc32/strata")->Apply(stream_sizes);
BENCHMARK(crc32_zlib)->Name("crc32/zlib")->Apply(stream_sizes);

}  // namespace
}  // namespace strata::bench
