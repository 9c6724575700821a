// RSA_PAD and its predecessor, seen from the server.
#include "crypto/rsa_pad.hpp"

#include "crypto/aes.hpp"
#include "crypto/digest.hpp"

#include "strata/datacenter/errors.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

constexpr std::size_t padded_size = 192;

// Spec: core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
std::optional<Bytes> open_rsa_pad(BytesView plain) {
  const BytesView encrypted = plain.subspan(32);
  AesKey temp_key;
  const Sha256 mask = sha256({encrypted});
  for (std::size_t i = 0; i < temp_key.size(); ++i) {
    temp_key[i] = static_cast<std::uint8_t>(plain[i] ^ mask[i]);
  }
  Bytes data(encrypted.begin(), encrypted.end());
  ige_decrypt(data, temp_key, IgeIv{});
  const BytesView hash = BytesView(data).subspan(padded_size);
  Bytes padded(data.begin(), data.begin() + padded_size);
  std::ranges::reverse(padded);
  if (!equal_in_constant_time(sha256({temp_key, padded}), hash)) return std::nullopt;
  return padded;
}

}  // namespace

Result<UnpaddedBlock> open_rsa_block(const ServerKey& key, BytesView block) {
  const auto plain = key.decrypt(block);
  if (!plain) return fail(plain.error());
  UnpaddedBlock opened;
  if (auto data = open_rsa_pad(*plain)) {
    opened.data = *std::move(data);
    return opened;
  }
  // SHA1(data) + data + random bytes make 255; the first byte of the number is zero.
  if (plain->front() != 0) return fail(Errc::bad_packet, "the RSA block has no known padding");
  opened.padding = RsaPadding::sha1;
  opened.expected_sha1.assign(plain->begin() + 1, plain->begin() + 21);
  opened.data.assign(plain->begin() + 21, plain->end());
  return opened;
}

}  // namespace strata::datacenter
