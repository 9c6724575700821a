// The opening of an obfuscated2 connection.
#include "transport/obfuscation.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/crypto/random.hpp"
#include "strata/crypto/secure.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

#include <algorithm>
#include <span>

namespace strata::mtproto {
namespace {

// ```
//   0        8                 40         56   60  62  64
//   | random | key             | iv       | tag| dc| rnd|
// ```
// Read backwards from byte 55 the same 48 bytes give the other direction.
constexpr std::size_t key_offset = 8;
constexpr std::size_t key_size = 32;
constexpr std::size_t iv_size = 16;
constexpr std::size_t tag_offset = 56;
constexpr std::size_t tag_size = 4;
constexpr std::size_t dc_offset = 60;

using KeyMaterial = crypto::SecureArray<key_size + iv_size>;

// What other framings, HTTP and TLS begin with, as little-endian numbers (C-07).
constexpr std::array<std::uint32_t, 7> forbidden_starts{
    0x44414548,  // HEAD
    0x54534f50,  // POST
    0x20544547,  // GET
    0x4954504f,  // OPTI(ONS)
    0x02010316,  // a TLS handshake record
    0xdddddddd,  // padded intermediate
    0xeeeeeeee,  // intermediate
};
constexpr std::uint8_t abridged_start = 0xef;

bool is_usable(const ObfuscationHeader& header) {
  const auto first = load_le<std::uint32_t>(header.data());
  const auto second = load_le<std::uint32_t>(header.data() + 4);
  return header[0] != abridged_start && second != 0 &&
         std::ranges::find(forbidden_starts, first) == forbidden_starts.end();
}

// With a secret the key becomes SHA256(key + secret); the IV stays (C-08).
crypto::Aes256Ctr make_stream(const KeyMaterial& material, BytesView proxy_secret) {
  const auto key = material.view().first<key_size>();
  const auto iv = material.view().last<iv_size>();
  if (proxy_secret.empty()) return {key, iv};
  crypto::Sha256Digest digest = crypto::sha256({key, proxy_secret});
  const crypto::SecureArray<key_size> mixed{digest};
  crypto::wipe(digest);
  return {mixed.view(), iv};
}

}  // namespace

Result<ObfuscationHeader> draw_obfuscation_header(crypto::RandomSource& random) {
  for (int draw = 0; draw < limits::obfuscation_redraws; ++draw) {
    ObfuscationHeader header;
    random.fill(header);
    if (is_usable(header)) return header;
  }
  return fail(Errc::obfuscation_failed, "the random source gave no usable header in " +
                                            std::to_string(limits::obfuscation_redraws) +
                                            " draws: it is broken");
}

Obfuscation make_obfuscation(const ObfuscationHeader& header, std::uint8_t tag, std::int16_t dc,
                             BytesView proxy_secret) {
  ObfuscationHeader clear = header;
  std::fill_n(clear.begin() + tag_offset, tag_size, tag);
  store_le(clear.data() + dc_offset, dc);

  KeyMaterial material;
  std::copy_n(clear.begin() + key_offset, material.size(), material.data());
  crypto::Aes256Ctr send = make_stream(material, proxy_secret);
  std::reverse(material.data(), material.data() + material.size());
  crypto::Aes256Ctr receive = make_stream(material, proxy_secret);

  // The stream begins with the header itself; only its end goes out encrypted.
  ObfuscationHeader opening = clear;
  send.apply(opening);
  std::copy_n(clear.begin(), tag_offset, opening.begin());
  return {opening, std::move(send), std::move(receive)};
}

}  // namespace strata::mtproto
