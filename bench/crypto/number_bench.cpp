// The arithmetic of the key exchange: pq beside a textbook rho, RSA_PAD, the two exponentiations.
#include "crypto/inputs.hpp"
#include "number/mod_exp.hpp"
#include "number/montgomery.hpp"
#include "number/small_primes.hpp"

#include "strata/crypto/dh.hpp"
#include "strata/crypto/factorize.hpp"
#include "strata/crypto/rsa.hpp"

#include <openssl/bn.h>

#include <algorithm>
#include <ctime>
#include <numeric>

namespace strata::bench {
namespace {

using crypto::Uint128;

// A thousand products of two primes of 2^31 … 2^31.5, the size that servers send.
const std::vector<std::uint64_t>& semiprimes() {
  static const std::vector<std::uint64_t> numbers = [] {
    test::ScriptedRandom random;
    const auto prime = [&random] {
      for (;;) {
        const std::uint64_t candidate = ((1ULL << 31U) + random.uniform(889516852ULL)) | 1U;
        if (crypto::is_prime(candidate)) return candidate;
      }
    };
    std::vector<std::uint64_t> result(1000);
    for (std::uint64_t& number : result) number = prime() * prime();
    return result;
  }();
  return numbers;
}

// Floyd's cycle finding as textbooks print it: a division per step, a gcd per step.
std::uint64_t textbook_rho(std::uint64_t n) {
  for (std::uint64_t c = 1;; ++c) {
    const auto next = [n, c](std::uint64_t x) {
      return static_cast<std::uint64_t>((Uint128{x} * x + c) % n);
    };
    std::uint64_t slow = 2;
    std::uint64_t fast = 2;
    std::uint64_t divisor = 1;
    while (divisor == 1) {
      slow = next(slow);
      fast = next(next(fast));
      divisor = std::gcd(slow > fast ? slow - fast : fast - slow, n);
    }
    if (divisor != n) return divisor;
  }
}

// Processor time, which other programs do not lengthen.
double thread_microseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) * 1e-3;
}

// One iteration is one number; the counters are over all numbers of the run.
template <class Factorize>
void factorize_all(benchmark::State& state, Factorize factorize) {
  std::vector<double> microseconds;
  std::size_t next = 0;
  for (auto _ : state) {
    const double start = thread_microseconds();
    benchmark::DoNotOptimize(factorize(semiprimes()[next++ % semiprimes().size()]));
    microseconds.push_back(thread_microseconds() - start);
  }
  std::sort(microseconds.begin(), microseconds.end());
  const auto quantile = [&microseconds](std::size_t percent) {
    return microseconds[(microseconds.size() - 1) * percent / 100];
  };
  state.counters["median_us"] = quantile(50);
  state.counters["p99_us"] = quantile(99);
}

void pq(benchmark::State& state) {
  factorize_all(state, [](std::uint64_t n) {
    std::array<std::uint8_t, 8> bytes;
    store_le(bytes.data(), __builtin_bswap64(n));
    return crypto::factorize_pq(bytes).has_value();
  });
}

void pq_textbook(benchmark::State& state) { factorize_all(state, textbook_rho); }

void rsa_pad(benchmark::State& state) {
  const crypto::RsaPublicKey key = crypto::ServerKeys::production().keys()[0];
  const Bytes data = random_bytes(144);
  test::ScriptedRandom random;
  for (auto _ : state) {
    benchmark::DoNotOptimize(crypto::rsa_pad_encrypt(key, data, random).has_value());
  }
}

// The exponentiation alone, with everything prepared for each call anew.
void rsa_openssl(benchmark::State& state) {
  const crypto::RsaPublicKey key = crypto::ServerKeys::production().keys()[0];
  const BytesView modulus = key.modulus();
  const BytesView exponent = key.exponent();
  Bytes block = random_bytes(256);
  block[0] = 0;
  for (auto _ : state) {
    BN_CTX* context = BN_CTX_new();
    BIGNUM* n = BN_bin2bn(modulus.data(), static_cast<int>(modulus.size()), nullptr);
    BIGNUM* e = BN_bin2bn(exponent.data(), static_cast<int>(exponent.size()), nullptr);
    BIGNUM* m = BN_bin2bn(block.data(), static_cast<int>(block.size()), nullptr);
    BN_mod_exp(m, m, e, n, context);
    benchmark::DoNotOptimize(BN_bn2binpad(m, block.data(), 256));
    block[0] = 0;
    BN_free(m);
    BN_free(e);
    BN_free(n);
    BN_CTX_free(context);
  }
}

void dh_exchange(benchmark::State& state) {
  test::ScriptedRandom random;
  Bytes g_a = random_bytes(256, 9);
  g_a[0] = 0x7f;
  for (auto _ : state) {
    const auto exchange = crypto::DhExchange::start(crypto::known_dh_prime(), 3, g_a, random);
    benchmark::DoNotOptimize(exchange->auth_key().has_value());
  }
}

// g^b mod p with a full secret exponent, in OpenSSL's constant-time form on both sides.
void mod_exp(benchmark::State& state) {
  const Bytes base = random_bytes(256, 9);
  Bytes exponent = random_bytes(256, 10);
  for (auto _ : state) {
    const auto power = crypto::mod_exp(base, exponent, crypto::known_dh_prime());
    std::memcpy(exponent.data(), power->data(), exponent.size());
  }
}

void mod_exp_openssl(benchmark::State& state) {
  Bytes exponent = random_bytes(256, 10);
  const Bytes base = random_bytes(256, 9);
  BN_CTX* const context = BN_CTX_new();
  BIGNUM* const p = BN_bin2bn(crypto::known_dh_prime().data(), 256, nullptr);
  BIGNUM* const b = BN_bin2bn(base.data(), 256, nullptr);
  BIGNUM* const e = BN_new();
  BIGNUM* const power = BN_new();
  BN_MONT_CTX* const field = BN_MONT_CTX_new();
  BN_MONT_CTX_set(field, p, context);
  for (auto _ : state) {
    BN_bin2bn(exponent.data(), 256, e);
    BN_mod_exp_mont_consttime(power, b, e, p, context, field);
    BN_bn2binpad(power, exponent.data(), 256);
  }
  BN_MONT_CTX_free(field);
  for (BIGNUM* number : {p, b, e, power}) BN_free(number);
  BN_CTX_free(context);
}

// What a client that does not know Telegram's prime pays for it: p and (p - 1) / 2.
void check_group(benchmark::State& state) {
  test::ScriptedRandom random;
  for (auto _ : state) {
    if (!crypto::check_dh_params(crypto::known_dh_prime(), 3, random)) {
      state.SkipWithError("refused");
    }
  }
}

void check_group_openssl(benchmark::State& state) {
  BN_CTX* const context = BN_CTX_new();
  BIGNUM* const p = BN_bin2bn(crypto::known_dh_prime().data(), 256, nullptr);
  BIGNUM* const half = BN_dup(p);
  BN_rshift1(half, half);
  for (auto _ : state) {
    if (BN_check_prime(p, context, nullptr) != 1 || BN_check_prime(half, context, nullptr) != 1) {
      state.SkipWithError("refused");
    }
  }
  BN_free(half);
  BN_free(p);
  BN_CTX_free(context);
}

// All arithmetic that a client does for one authorization key.
void handshake(benchmark::State& state) {
  test::ScriptedRandom random;
  const crypto::RsaPublicKey key = crypto::ServerKeys::production().keys()[0];
  const Bytes data = random_bytes(100);
  Bytes g_a = random_bytes(256, 9);
  g_a[0] = 0x7f;
  std::size_t next = 0;
  for (auto _ : state) {
    std::array<std::uint8_t, 8> pq;
    store_le(pq.data(), __builtin_bswap64(semiprimes()[next++ % semiprimes().size()]));
    benchmark::DoNotOptimize(crypto::factorize_pq(pq).has_value());
    benchmark::DoNotOptimize(crypto::rsa_pad_encrypt(key, data, random).has_value());
    const auto exchange = crypto::DhExchange::start(crypto::known_dh_prime(), 3, g_a, random);
    benchmark::DoNotOptimize(exchange->auth_key().has_value());
  }
}

BENCHMARK(pq)->Name("pq/strata")->Iterations(1000)->Repetitions(3);
BENCHMARK(pq_textbook)->Name("pq/textbook_floyd")->Iterations(1000)->Repetitions(1);
BENCHMARK(rsa_pad)->Name("rsa_pad/strata");
BENCHMARK(rsa_openssl)->Name("rsa_pad/openssl_power_only");
BENCHMARK(dh_exchange)->Name("dh_exchange/strata");

BENCHMARK(mod_exp)->Name("mod_exp_2048/strata");
BENCHMARK(mod_exp_openssl)->Name("mod_exp_2048/openssl");
BENCHMARK(check_group)->Name("check_dh_params/strata");
BENCHMARK(check_group_openssl)->Name("check_dh_params/openssl_two_primes")->Repetitions(2);
BENCHMARK(handshake)->Name("handshake_arithmetic/strata");

}  // namespace
}  // namespace strata::bench
