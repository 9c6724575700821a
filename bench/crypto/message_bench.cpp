// Reading and writing whole MTProto packets beside the same steps on OpenSSL's EVP.
#include "aes/evp_cipher.hpp"
#include "aes/ige_kernel.hpp"
#include "crypto/inputs.hpp"
#include "message/message_keys.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/crypto/message_batch.hpp"

#include <openssl/evp.h>

#include <deque>

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
  count_bytes(state);
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
  count_bytes(state);
}

// Several at once; the argument is the size of each.
void read_batch(benchmark::State& state, std::size_t count) {
  const AuthKey key = make_key();
  const Bytes packet = make_packet(key, static_cast<std::size_t>(state.range(0)));
  std::vector<Bytes> work(count, packet);
  std::vector<crypto::IncomingMessage> messages;
  for (Bytes& place : work) messages.push_back({key, Direction::server_to_client, place});
  for (auto _ : state) {
    for (Bytes& place : work) std::memcpy(place.data(), packet.data(), packet.size());
    crypto::decrypt_messages(messages);
    if (!messages.back().plaintext) state.SkipWithError("msg_key mismatch");
  }
  count_bytes(state, static_cast<std::int64_t>(count));
}

void write_batch(benchmark::State& state, std::size_t count) {
  const AuthKey key = make_key();
  const Bytes content = random_bytes(static_cast<std::size_t>(state.range(0)), 4);
  std::deque<Buffer> packets(count);
  std::vector<crypto::OutgoingMessage> messages;
  for (Buffer& packet : packets) messages.push_back({key, Direction::client_to_server, packet});
  for (auto _ : state) {
    for (Buffer& packet : packets) {
      packet.clear();
      packet.append(content);
    }
    crypto::encrypt_messages(messages);
  }
  count_bytes(state, static_cast<std::int64_t>(count));
}

// Decryption alone, with the key derived and scheduled: what reading is compared with.
void read_without_check(benchmark::State& state) {
  const AuthKey key = make_key();
  Bytes packet = make_packet(key, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    crypto::MessageKeys keys =
        crypto::message_keys(key, Direction::server_to_client, BytesView(packet).subspan<8, 16>());
    std::uint8_t* const data = packet.data() + crypto::packet_header_size;
    crypto::ige_kernel().decrypt(keys.key.data(), keys.iv.data(), data, data,
                                 (packet.size() - crypto::packet_header_size) / 16);
  }
  count_bytes(state);
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
    const MutableBytes content = packet.subspan(24);
    run_ige(content, 16);
    const crypto::Sha256Digest large = sha256(key.bytes().subspan(96, 32), content);
    return std::equal(packet.begin() + 8, packet.begin() + 24, large.begin() + 8);
  }

  void write(const AuthKey& key, Buffer& packet) {
    const crypto::Sha256Digest large = sha256(key.bytes().subspan(88, 32), packet.bytes());
    const MutableBytes header = packet.prepend(24);
    store_le(header.data(), key.id());
    std::memcpy(header.data() + 8, large.data() + 8, 16);
    derive(key, header.subspan(8, 16));
    EVP_EncryptInit_ex2(cipher_, aes_, aes_key.data(), nullptr, nullptr);
    run_ige(packet.bytes().subspan(24), 0);
  }

  std::array<std::uint8_t, 32> aes_key{};
  std::array<std::uint8_t, 32> iv{};

 private:
  // `output_half` is where the IV has the block before the first output.
  void run_ige(MutableBytes content, std::size_t output_half) {
    EVP_CIPHER_CTX_set_padding(cipher_, 0);
    std::array<std::uint64_t, 2> output_before;
    std::array<std::uint64_t, 2> input_before;
    std::memcpy(output_before.data(), iv.data() + output_half, 16);
    std::memcpy(input_before.data(), iv.data() + 16 - output_half, 16);
    for (std::size_t at = 0; at < content.size(); at += 16) {
      std::array<std::uint64_t, 2> input;
      std::array<std::uint8_t, 16> block;
      std::memcpy(input.data(), content.data() + at, 16);
      for (std::size_t i = 0; i < 2; ++i) {
        store_le(block.data() + 8 * i, input[i] ^ output_before[i]);
      }
      int written = 0;
      EVP_CipherUpdate(cipher_, block.data(), &written, block.data(), 16);
      for (std::size_t i = 0; i < 2; ++i) {
        output_before[i] = load_le<std::uint64_t>(block.data() + 8 * i) ^ input_before[i];
      }
      std::memcpy(content.data() + at, output_before.data(), 16);
      input_before = input;
    }
  }

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
  count_bytes(state);
}

void write_evp(benchmark::State& state) {
  const AuthKey key = make_key();
  const Bytes content = random_bytes(static_cast<std::size_t>(state.range(0)), 4);
  Buffer packet;
  Evp evp;
  for (auto _ : state) {
    packet.clear();
    packet.append(content);
    evp.write(key, packet);
  }
  count_bytes(state);
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

BENCHMARK(read)->Name("message_read/strata")->Apply(message_sizes);
BENCHMARK(read_without_check)->Name("message_read/strata_ige_only")->Apply(message_sizes);
BENCHMARK(read_evp)->Name("message_read/openssl_evp")->Apply(message_sizes);
BENCHMARK(write)->Name("message_write/strata")->Apply(message_sizes);
BENCHMARK(write_evp)->Name("message_write/openssl_evp")->Apply(message_sizes);
BENCHMARK(derive)->Name("message_keys/strata");
BENCHMARK(derive_evp)->Name("message_keys/openssl_evp");

[[maybe_unused]] const bool registered = [] {
  for (const std::size_t count : {2U, 4U, 8U}) {
    const std::string end = "/strata_" + std::to_string(count);
    message_sizes(benchmark::RegisterBenchmark(("message_read" + end).c_str(), read_batch, count));
    message_sizes(
        benchmark::RegisterBenchmark(("message_write" + end).c_str(), write_batch, count));
  }
  return true;
}();

}  // namespace
}  // namespace strata::bench
