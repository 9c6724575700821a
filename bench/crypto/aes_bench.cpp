// AES-256 in IGE and CTR mode beside OpenSSL's forms.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "aes/ige_kernel.hpp"
#include "crypto/inputs.hpp"

#include "strata/crypto/aes_ctr.hpp"
#include "strata/crypto/aes_ige.hpp"

#include <benchmark/benchmark.h>
#include <openssl/aes.h>
#include <openssl/evp.h>

namespace strata::bench {
namespace {

using crypto::IgeKernel;

std::int64_t bytes_done(const benchmark::State& state) {
  return static_cast<std::int64_t>(state.iterations()) * state.range(0);
}

// The key schedule is part of each call, as it is for each message. The IV runs on from call to
// call and each call's key is the end of the last output, so that the processor cannot overlap two
// of them.
void ige(benchmark::State& state, const IgeKernel* kernel, bool encrypting) {
  Bytes key = random_bytes(32);
  Bytes iv = random_bytes(32, 2);
  Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)), 3);
  const IgeKernel::Run run = encrypting ? kernel->encrypt : kernel->decrypt;
  for (auto _ : state) {
    run(key.data(), iv.data(), data.data(), data.data(), data.size() / 16);
    std::memcpy(key.data(), data.data() + data.size() - key.size(), key.size());
  }
  state.SetBytesProcessed(bytes_done(state));
}

void openssl_ige(benchmark::State& state, bool encrypting) {
  Bytes key = random_bytes(32);
  Bytes iv = random_bytes(32, 2);
  Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)), 3);
  for (auto _ : state) {
    AES_KEY schedule;
    if (encrypting) {
      AES_set_encrypt_key(key.data(), 256, &schedule);
    } else {
      AES_set_decrypt_key(key.data(), 256, &schedule);
    }
    AES_ige_encrypt(data.data(), data.data(), data.size(), &schedule, iv.data(),
                    encrypting ? AES_ENCRYPT : AES_DECRYPT);
    std::memcpy(key.data(), data.data() + data.size() - key.size(), key.size());
  }
  state.SetBytesProcessed(bytes_done(state));
}

void ctr(benchmark::State& state) {
  const Bytes key = random_bytes(32);
  const Bytes iv = random_bytes(16, 2);
  Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)), 3);
  crypto::Aes256Ctr stream(BytesView(key).first<32>(), BytesView(iv).first<16>());
  for (auto _ : state) {
    stream.apply(data);
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(bytes_done(state));
}

void openssl_ctr(benchmark::State& state) {
  const Bytes key = random_bytes(32);
  const Bytes iv = random_bytes(16, 2);
  Bytes data = random_bytes(static_cast<std::size_t>(state.range(0)), 3);
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  EVP_EncryptInit_ex2(context, EVP_aes_256_ctr(), key.data(), iv.data(), nullptr);
  for (auto _ : state) {
    int written = 0;
    EVP_EncryptUpdate(context, data.data(), &written, data.data(), static_cast<int>(data.size()));
    benchmark::ClobberMemory();
  }
  EVP_CIPHER_CTX_free(context);
  state.SetBytesProcessed(bytes_done(state));
}

void sizes(benchmark::internal::Benchmark* row) {
  for (const std::int64_t size : {64, 1024, 16384, 1048576}) row->Arg(size);
}

[[maybe_unused]] const bool registered = [] {
  for (const bool encrypting : {true, false}) {
    const std::string prefix = encrypting ? "ige_encrypt/" : "ige_decrypt/";
    for (const IgeKernel* kernel : {crypto::aes_ni_ige(), &crypto::openssl_ige()}) {
      if (kernel == nullptr) continue;
      const std::string name = prefix + "strata_" + kernel->name;
      sizes(benchmark::RegisterBenchmark(name.c_str(), ige, kernel, encrypting));
    }
    const std::string name = prefix + "openssl_AES_ige_encrypt";
    sizes(benchmark::RegisterBenchmark(name.c_str(), openssl_ige, encrypting));
  }
  sizes(benchmark::RegisterBenchmark("ctr/strata", ctr));
  sizes(benchmark::RegisterBenchmark("ctr/openssl_evp", openssl_ctr));
  return true;
}();

}  // namespace
}  // namespace strata::bench
