// SHA-256, PBKDF2 and CRC-32 beside OpenSSL and zlib.
#include "crypto/inputs.hpp"

#include "strata/crypto/crc32.hpp"
#include "strata/crypto/digest.hpp"

#include <benchmark/benchmark.h>
#include <openssl/evp.h>
#include <zlib.h>

namespace strata::bench {
namespace {

std::int64_t bytes_done(const benchmark::State& state) {
  return static_cast<std::int64_t>(state.iterations()) * state.range(0);
}

// The digest goes back into the input, so that calls do not overlap.
void sha256(benchmark::State& state) {
  Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const crypto::Sha256Digest digest = crypto::sha256({data});
    std::memcpy(data.data(), digest.data(), digest.size());
  }
  state.SetBytesProcessed(bytes_done(state));
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
  state.SetBytesProcessed(bytes_done(state));
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
  state.SetBytesProcessed(bytes_done(state));
}

void crc32_zlib(benchmark::State& state) {
  const Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)));
  uLong sum = 0;
  for (auto _ : state) sum = ::crc32(sum, data.data(), static_cast<uInt>(data.size()));
  benchmark::DoNotOptimize(sum);
  state.SetBytesProcessed(bytes_done(state));
}

void sizes(benchmark::internal::Benchmark* row) {
  for (const std::int64_t size : {64, 1024, 16384, 1048576}) row->Arg(size);
}

BENCHMARK(sha256)->Name("sha256/strata")->Apply(sizes);
BENCHMARK(sha256_evp)->Name("sha256/openssl_evp")->Apply(sizes);
BENCHMARK(pbkdf2)->Name("pbkdf2_100000/strata")->Unit(benchmark::kMillisecond);
BENCHMARK(pbkdf2_openssl)->Name("pbkdf2_100000/openssl")->Unit(benchmark::kMillisecond);
BENCHMARK(crc32_strata)->Name("crc32/strata")->Apply(sizes);
BENCHMARK(crc32_zlib)->Name("crc32/zlib")->Apply(sizes);

}  // namespace
}  // namespace strata::bench
