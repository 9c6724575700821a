// Reading and writing whole MTProto packets beside the same steps on OpenSSL's EVP.
#include "aes/evp_cipher.hpp"
#include "aes/ige_kernel.hpp"
#include "crypto/inputs.hpp"
#include "message/message_keys.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/crypto/message_cipher.hpp"

#include <benchmark/benchmark.h>
#include <openssl/evp.h>

namespace strata::bench {
namespace {

using crypto::AuthKey;
using crypto::Direction;

AuthKey make_key() { return *AuthKey::from_bytes(random_bytes(256)); }

Bytes make_packet(const AuthKey& key, std::size_t size) {
  Buffer packet;
  packet.append(random_bytes(size, 4));
  crypto::encrypt_message(key, Direction::server_to_client, packet);
  return {packet.bytes().begin(), packet.bytes().end()};
}

std::int64_t bytes_done(const benchmark::State& state) {
  return static_cast<std::int64_t>(state.iterations()) * state.range(0);
}

// The copy into place is part of the time in all rows alike.
void read(benchmark::State& state) {
  const AuthKey key = make_key();
  const Bytes packet = make_packet(key, static_cast<std::size_t>(state.range(0)));
  Bytes work = packet;
  for (auto _ : state) {
    std::memcpy(work.data(), packet.data(), packet.size());
    benchmark::DoNotOptimize(
        crypto::decrypt_message(key, Direction::server_to_client, work).has_value());
  }
  state.SetBytesProcessed(bytes_done(state));
}

void write(benchmark::State& state) {
  const AuthKey key = make_key();
  const Bytes content = random_bytes(static_cast<std::size_t>(state.range(0)), 4);
  Buffer packet;
  for (auto _ : state) {
    packet.clear();
    packet.append(content);
    benchmark::DoNotOptimize(crypto::encrypt_message(key, Direction::client_to_server, packet));
  }
  state.SetBytesProcessed(bytes_done(state));
}

// A careful user of EVP: algorithms fetched once, contexts reused.
class Evp {
 public:
  ~Evp() {
    EVP_CIPHER_CTX_free(cipher_);
    EVP_MD_CTX_free(digest_);
    EVP_CIPHER_free(aes_);
    EVP_MD_free(sha256_);
  }

  crypto::Sha256Digest sha256(BytesView first, BytesView second) {
    crypto::Sha256Digest result;
    EVP_DigestInit_ex2(digest_, sha256_, nullptr);
    EVP_DigestUpdate(digest_, first.data(), first.size());
    EVP_DigestUpdate(digest_, second.data(), second.size());
    EVP_DigestFinal_ex(digest_, result.data(), nullptr);
    return result;
  }

  void derive(const AuthKey& key, BytesView msg_key) {
    const crypto::Sha256Digest a = sha256(msg_key, key.bytes().subspan(8, 36));
    const crypto::Sha256Digest b = sha256(key.bytes().subspan(48, 36), msg_key);
    std::memcpy(aes_key.data(), a.data(), 8);
    std::memcpy(aes_key.data() + 8, b.data() + 8, 16);
    std::memcpy(aes_key.data() + 24, a.data() + 24, 8);
    std::memcpy(iv.data(), b.data(), 8);
    std::memcpy(iv.data() + 8, a.data() + 8, 16);
    std::memcpy(iv.data() + 24, b.data() + 24, 8);
  }

  bool read(const AuthKey& key, MutableBytes packet) {
    derive(key, packet.subspan(8, 16));
    EVP_DecryptInit_ex2(cipher_, aes_, aes_key.data(), nullptr, nullptr);
    EVP_CIPHER_CTX_set_padding(cipher_, 0);
    std::array<std::uint8_t, 16> input_before;
    std::array<std::uint8_t, 16> output_before;
    std::memcpy(input_before.data(), iv.data(), 16);
    std::memcpy(output_before.data(), iv.data() + 16, 16);
    const MutableBytes content = packet.subspan(24);
    for (std::size_t at = 0; at < content.size(); at += 16) {
      std::array<std::uint8_t, 16> input;
      std::array<std::uint8_t, 16> block;
      std::memcpy(input.data(), content.data() + at, 16);
      for (std::size_t i = 0; i < 16; ++i) block[i] = input[i] ^ output_before[i];
      int written = 0;
      EVP_DecryptUpdate(cipher_, block.data(), &written, block.data(), 16);
      for (std::size_t i = 0; i < 16; ++i) output_before[i] = block[i] ^ input_before[i];
      std::memcpy(content.data() + at, output_before.data(), 16);
      input_before = input;
    }
    const crypto::Sha256Digest large = sha256(key.bytes().subspan(96, 32), content);
    return std::equal(packet.begin() + 8, packet.begin() + 24, large.begin() + 8);
  }

  std::array<std::uint8_t, 32> aes_key{};
  std::array<std::uint8_t, 32> iv{};

 private:
  EVP_CIPHER* aes_ = EVP_CIPHER_fetch(nullptr, "AES-256-ECB", nullptr);
  EVP_MD* sha256_ = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_CIPHER_CTX* cipher_ = EVP_CIPHER_CTX_new();
  EVP_MD_CTX* digest_ = EVP_MD_CTX_new();
};

void read_evp(benchmark::State& state) {
  const AuthKey key = make_key();
  const Bytes packet = make_packet(key, static_cast<std::size_t>(state.range(0)));
  Bytes work = packet;
  Evp evp;
  for (auto _ : state) {
    std::memcpy(work.data(), packet.data(), packet.size());
    if (!evp.read(key, work)) state.SkipWithError("msg_key mismatch");
  }
  state.SetBytesProcessed(bytes_done(state));
}

// Both derive from the previous result, so that calls do not overlap.
void derive(benchmark::State& state) {
  const AuthKey key = make_key();
  Bytes msg_key = random_bytes(16, 5);
  for (auto _ : state) {
    const crypto::MessageKeys keys =
        crypto::message_keys(key, Direction::server_to_client, BytesView(msg_key).first<16>());
    std::memcpy(msg_key.data(), keys.iv.data(), 16);
  }
}

void derive_evp(benchmark::State& state) {
  const AuthKey key = make_key();
  Bytes msg_key = random_bytes(16, 5);
  Evp evp;
  for (auto _ : state) {
    evp.derive(key, msg_key);
    std::memcpy(msg_key.data(), evp.iv.data(), 16);
  }
}

void sizes(benchmark::internal::Benchmark* row) {
  for (const std::int64_t size : {64, 256, 1024, 16384, 1048576}) row->Arg(size);
}

BENCHMARK(read)->Name("message_read/strata")->Apply(sizes);
BENCHMARK(read_evp)->Name("message_read/evp")->Apply(sizes);
BENCHMARK(write)->Name("message_write/strata")->Apply(sizes);
BENCHMARK(derive)->Name("message_keys/strata");
BENCHMARK(derive_evp)->Name("message_keys/evp");

}  // namespace
}  // namespace strata::bench
