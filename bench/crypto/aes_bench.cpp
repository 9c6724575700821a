// AES-256 in IGE mode, one message, beside OpenSSL's forms and a plain one on the same
// instructions.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "aes/ige_chain_ni.hpp"
#include "aes/ige_kernel.hpp"
#include "crypto/inputs.hpp"

#include "strata/crypto/aes_ige.hpp"

#include <openssl/aes.h>
#include <openssl/evp.h>

namespace strata::bench {
namespace {

using crypto::IgeKernel;

// Key, IV and data of one row. The IV runs on from call to call, so that the processor cannot
// overlap two of them.
struct Stream {
  Bytes key = random_bytes(32);
  Bytes iv = random_bytes(32, 2);
  Bytes data;

  explicit Stream(const benchmark::State& state)
      : data(random_bytes(static_cast<std::size_t>(state.range(0)), 3)) {}

  // Where the key schedule is part of the time, each call's key is the end of the last output.
  void next_key() { std::memcpy(key.data(), data.data() + data.size() - key.size(), key.size()); }
};

// ----- key schedule included, as each message needs it -----

void one_shot_kernel(benchmark::State& state, const IgeKernel* kernel, bool encrypting) {
  Stream stream(state);
  const IgeKernel::Run run = encrypting ? kernel->encrypt : kernel->decrypt;
  for (auto _ : state) {
    run(stream.key.data(), stream.iv.data(), stream.data.data(), stream.data.data(),
        stream.data.size() / 16);
    stream.next_key();
  }
  count_bytes(state);
}

// The public function, with its checks and its wiping.
void one_shot_public(benchmark::State& state, bool encrypting) {
  Stream stream(state);
  const auto run = encrypting ? crypto::aes256_ige_encrypt : crypto::aes256_ige_decrypt;
  for (auto _ : state) {
    const BytesView key(stream.key);
    const Status done = run(stream.data, stream.data, key.first<32>(), key.first<32>());
    if (!done) state.SkipWithError("refused");
    stream.next_key();
  }
  count_bytes(state);
}

void one_shot_openssl(benchmark::State& state, bool encrypting) {
  Stream stream(state);
  for (auto _ : state) {
    AES_KEY schedule;
    if (encrypting) {
      AES_set_encrypt_key(stream.key.data(), 256, &schedule);
    } else {
      AES_set_decrypt_key(stream.key.data(), 256, &schedule);
    }
    AES_ige_encrypt(stream.data.data(), stream.data.data(), stream.data.size(), &schedule,
                    stream.iv.data(), encrypting ? AES_ENCRYPT : AES_DECRYPT);
    stream.next_key();
  }
  count_bytes(state);
}

// ----- key schedule ready -----

// OpenSSL's own IGE: table code without the processor's instructions.
void ready_openssl(benchmark::State& state, bool encrypting) {
  Stream stream(state);
  AES_KEY schedule;
  if (encrypting) {
    AES_set_encrypt_key(stream.key.data(), 256, &schedule);
  } else {
    AES_set_decrypt_key(stream.key.data(), 256, &schedule);
  }
  for (auto _ : state) {
    AES_ige_encrypt(stream.data.data(), stream.data.data(), stream.data.size(), &schedule,
                    stream.iv.data(), encrypting ? AES_ENCRYPT : AES_DECRYPT);
  }
  count_bytes(state);
}

// The best that OpenSSL's present interface allows: one call for each block.
void ready_evp(benchmark::State& state, bool encrypting) {
  Stream stream(state);
  EVP_CIPHER_CTX* const context = EVP_CIPHER_CTX_new();
  EVP_CipherInit_ex2(context, EVP_aes_256_ecb(), stream.key.data(), nullptr, encrypting, nullptr);
  EVP_CIPHER_CTX_set_padding(context, 0);
  std::uint64_t output_before[2] = {1, 2};
  std::uint64_t input_before[2] = {3, 4};
  for (auto _ : state) {
    for (std::size_t at = 0; at < stream.data.size(); at += 16) {
      std::uint64_t input[2];
      std::uint64_t block[2];
      std::memcpy(input, stream.data.data() + at, 16);
      for (std::size_t i = 0; i < 2; ++i) block[i] = input[i] ^ output_before[i];
      auto* const bytes = static_cast<unsigned char*>(static_cast<void*>(block));
      int written = 0;
      EVP_CipherUpdate(context, bytes, &written, bytes, 16);
      for (std::size_t i = 0; i < 2; ++i) output_before[i] = block[i] ^ input_before[i];
      std::memcpy(stream.data.data() + at, output_before, 16);
      std::memcpy(input_before, input, 16);
    }
  }
  EVP_CIPHER_CTX_free(context);
  count_bytes(state);
}

#if defined(__x86_64__)

template <bool encrypting>
[[gnu::target(STRATA_AES_INSTRUCTIONS)]] void ready_strata(benchmark::State& state) {
  Stream stream(state);
  crypto::aes_ni::Schedule schedule;
  crypto::aes_ni::expand_key(stream.key.data(), schedule);
  if constexpr (!encrypting) crypto::aes_ni::invert_schedule(schedule);
  std::uint8_t* const data = stream.data.data();
  for (auto _ : state) {
    crypto::aes_ni::IgeChain<encrypting> chain;
    chain.start(schedule, stream.iv.data(), data);
    crypto::aes_ni::finish_chain(chain, schedule, data, data, stream.data.size() / 16,
                                 stream.iv.data());
  }
  count_bytes(state);
}

// As one writes it down at first: three XORs wait for each block.
template <bool encrypting>
[[gnu::target(STRATA_AES_INSTRUCTIONS)]] void ready_naive(benchmark::State& state) {
  Stream stream(state);
  crypto::aes_ni::Schedule schedule;
  crypto::aes_ni::expand_key(stream.key.data(), schedule);
  if constexpr (!encrypting) crypto::aes_ni::invert_schedule(schedule);
  __m128i output_before = crypto::aes_ni::load(stream.iv.data());
  __m128i input_before = crypto::aes_ni::load(stream.iv.data() + 16);
  for (auto _ : state) {
    for (std::uint8_t* at = stream.data.data(); at != stream.data.data() + stream.data.size();
         at += 16) {
      const __m128i input = crypto::aes_ni::load(at);
      __m128i block = _mm_xor_si128(_mm_xor_si128(input, output_before), schedule.key[0]);
#pragma GCC unroll 13
      for (int i = 1; i < 14; ++i) {
        block = encrypting ? _mm_aesenc_si128(block, schedule.key[i])
                           : _mm_aesdec_si128(block, schedule.key[i]);
      }
      block = encrypting ? _mm_aesenclast_si128(block, schedule.key[14])
                         : _mm_aesdeclast_si128(block, schedule.key[14]);
      output_before = _mm_xor_si128(block, input_before);
      input_before = input;
      crypto::aes_ni::store(at, output_before);
    }
  }
  count_bytes(state);
}

// ----- the key schedule alone -----

[[gnu::target(STRATA_AES_INSTRUCTIONS)]] void schedule_strata(benchmark::State& state) {
  Bytes key = random_bytes(32);
  crypto::aes_ni::Schedule schedule;
  for (auto _ : state) {
    crypto::aes_ni::expand_key(key.data(), schedule);
    crypto::aes_ni::store(key.data(), schedule.key[14]);
    benchmark::ClobberMemory();
  }
}

#endif

void schedule_openssl(benchmark::State& state) {
  Bytes key = random_bytes(32);
  AES_KEY schedule;
  for (auto _ : state) {
    AES_set_encrypt_key(key.data(), 256, &schedule);
    std::memcpy(key.data(), schedule.rd_key + 56, 16);
    benchmark::ClobberMemory();
  }
}

void schedule_evp(benchmark::State& state) {
  const Bytes key = random_bytes(32);
  EVP_CIPHER* const algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-ECB", nullptr);
  EVP_CIPHER_CTX* const context = EVP_CIPHER_CTX_new();
  for (auto _ : state) {
    EVP_EncryptInit_ex2(context, algorithm, key.data(), nullptr, nullptr);
    benchmark::ClobberMemory();
  }
  EVP_CIPHER_CTX_free(context);
  EVP_CIPHER_free(algorithm);
}

template <class Function, class... Arguments>
void add(const std::string& name, Function function, Arguments... arguments) {
  stream_sizes(benchmark::RegisterBenchmark(name.c_str(), function, arguments...));
}

[[maybe_unused]] const bool registered = [] {
  const bool hardware = crypto::aes_ni_ige() != nullptr;
  for (const bool encrypting : {true, false}) {
    const std::string one_shot = encrypting ? "ige_one_shot_encrypt/" : "ige_one_shot_decrypt/";
    add(one_shot + "strata", one_shot_public, encrypting);
    for (const IgeKernel* kernel : {crypto::aes_ni_ige(), &crypto::openssl_ige()}) {
      if (kernel == nullptr) continue;
      add(one_shot + "strata_kernel_" + kernel->name, one_shot_kernel, kernel, encrypting);
    }
    add(one_shot + "openssl", one_shot_openssl, encrypting);
    const std::string ready = encrypting ? "ige_encrypt/" : "ige_decrypt/";
#if defined(__x86_64__)
    if (hardware) {
      add(ready + "strata", encrypting ? ready_strata<true> : ready_strata<false>);
      add(ready + "naive", encrypting ? ready_naive<true> : ready_naive<false>);
    }
#endif
    add(ready + "openssl", ready_openssl, encrypting);
    add(ready + "openssl_ecb", ready_evp, encrypting);
  }
#if defined(__x86_64__)
  if (hardware) benchmark::RegisterBenchmark("aes_key_schedule/strata", schedule_strata);
#endif
  benchmark::RegisterBenchmark("aes_key_schedule/openssl", schedule_openssl);
  benchmark::RegisterBenchmark("aes_key_schedule/openssl_evp", schedule_evp);
  return true;
}();

}  // namespace
}  // namespace strata::bench
