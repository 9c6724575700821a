// The server's cipher: key derivation, AES-256-IGE and digests over OpenSSL's EVP.
#include "mtproto/session/server_cipher.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <numeric>

namespace strata::mtproto::session_test {
namespace {

constexpr std::size_t block = 16;

Bytes join(std::initializer_list<BytesView> parts) {
  Bytes joined;
  for (const BytesView part : parts) append(joined, part);
  return joined;
}

Bytes digest(const EVP_MD* algorithm, BytesView data) {
  Bytes out(EVP_MAX_MD_SIZE);
  unsigned size = 0;
  if (EVP_Digest(data.data(), data.size(), out.data(), &size, algorithm, nullptr) != 1)
    std::abort();
  out.resize(size);
  return out;
}

Bytes sha1(BytesView data) { return digest(EVP_sha1(), data); }
Bytes sha256(BytesView data) { return digest(EVP_sha256(), data); }

/// One AES-256 block at a time; IGE is put on top of it below.
class Blocks {
 public:
  Blocks(BytesView key, bool encrypting) : context_(EVP_CIPHER_CTX_new()) {
    EVP_CipherInit_ex(context_.get(), EVP_aes_256_ecb(), nullptr, key.data(), nullptr,
                      encrypting ? 1 : 0);
    EVP_CIPHER_CTX_set_padding(context_.get(), 0);
  }

  std::array<std::uint8_t, block> run(const std::array<std::uint8_t, block>& in) {
    std::array<std::uint8_t, block> out{};
    int size = 0;
    if (EVP_CipherUpdate(context_.get(), out.data(), &size, in.data(), block) != 1) std::abort();
    return out;
  }

 private:
  struct Free {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
  };
  std::unique_ptr<EVP_CIPHER_CTX, Free> context_;
};

struct KeyAndIv {
  Bytes key;
  Bytes iv;
};

/// IGE: each block is mixed with the ciphertext before it and the plaintext before it.
Bytes ige(const KeyAndIv& secret, bool encrypting, BytesView in) {
  Blocks cipher(secret.key, encrypting);
  std::array<std::uint8_t, block> before{};
  std::array<std::uint8_t, block> after{};
  const std::size_t first = encrypting ? 0 : block;
  std::copy_n(secret.iv.begin() + static_cast<std::ptrdiff_t>(first), block, before.begin());
  std::copy_n(secret.iv.begin() + static_cast<std::ptrdiff_t>(block - first), block, after.begin());
  Bytes out(in.size());
  for (std::size_t at = 0; at < in.size(); at += block) {
    std::array<std::uint8_t, block> mixed{};
    for (std::size_t i = 0; i < block; ++i) mixed[i] = in[at + i] ^ before[i];
    mixed = cipher.run(mixed);
    for (std::size_t i = 0; i < block; ++i) {
      mixed[i] ^= after[i];
      after[i] = in[at + i];
    }
    before = mixed;
    std::copy(mixed.begin(), mixed.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return out;
}

BytesView cut(BytesView bytes, std::size_t at, std::size_t count) {
  return bytes.subspan(at, count);
}

Bytes msg_key_of(BytesView key, std::size_t x, BytesView plain) {
  const Bytes large = sha256(join({cut(key, 88 + x, 32), plain}));
  return {large.begin() + 8, large.begin() + 24};
}

KeyAndIv derive(BytesView key, std::size_t x, BytesView msg_key) {
  const Bytes a = sha256(join({msg_key, cut(key, x, 36)}));
  const Bytes b = sha256(join({cut(key, 40 + x, 36), msg_key}));
  return {join({cut(a, 0, 8), cut(b, 8, 16), cut(a, 24, 8)}),
          join({cut(b, 0, 8), cut(a, 8, 16), cut(b, 24, 8)})};
}

KeyAndIv derive_v1(BytesView key, std::size_t x, BytesView msg_key) {
  const Bytes a = sha1(join({msg_key, cut(key, x, 32)}));
  const Bytes b = sha1(join({cut(key, 32 + x, 16), msg_key, cut(key, 48 + x, 16)}));
  const Bytes c = sha1(join({cut(key, 64 + x, 32), msg_key}));
  const Bytes d = sha1(join({msg_key, cut(key, 96 + x, 32)}));
  return {join({cut(a, 0, 8), cut(b, 8, 12), cut(c, 4, 12)}),
          join({cut(a, 8, 12), cut(b, 0, 8), cut(c, 16, 4), cut(d, 0, 8)})};
}

Bytes packet(BytesView key, BytesView msg_key, const KeyAndIv& secret, BytesView plain) {
  Bytes out(8);
  store_le(out.data(), key_id(key));
  append(out, msg_key);
  append(out, ige(secret, true, plain));
  return out;
}

}  // namespace

Bytes test_key() {
  Bytes key(256);
  std::iota(key.begin(), key.end(), std::uint8_t{0});
  return key;
}

std::uint64_t key_id(BytesView key) { return load_le<std::uint64_t>(sha1(key).data() + 12); }

Bytes encrypt(BytesView key, Way way, BytesView plain) {
  const auto x = static_cast<std::size_t>(way);
  const Bytes msg_key = msg_key_of(key, x, plain);
  return packet(key, msg_key, derive(key, x, msg_key), plain);
}

std::optional<Bytes> decrypt(BytesView key, Way way, BytesView packet) {
  constexpr std::size_t header = 24;
  if (packet.size() <= header || (packet.size() - header) % block != 0) return std::nullopt;
  if (load_le<std::uint64_t>(packet.data()) != key_id(key)) return std::nullopt;
  const auto x = static_cast<std::size_t>(way);
  const BytesView msg_key = cut(packet, 8, 16);
  Bytes plain = ige(derive(key, x, msg_key), false, packet.subspan(header));
  if (msg_key_of(key, x, plain) != Bytes(msg_key.begin(), msg_key.end())) return std::nullopt;
  return plain;
}

std::uint32_t quick_ack_token(BytesView key, BytesView plain) {
  return load_le<std::uint32_t>(sha256(join({cut(key, 88, 32), plain})).data()) | 0x8000'0000U;
}

Bytes encrypt_v1(BytesView key, Way way, BytesView plain, std::size_t unpadded_size) {
  const Bytes hash = sha1(plain.first(unpadded_size));
  const Bytes msg_key(hash.begin() + 4, hash.begin() + 20);
  return packet(key, msg_key, derive_v1(key, static_cast<std::size_t>(way), msg_key), plain);
}

}  // namespace strata::mtproto::session_test
