// MTProto 2.0 message encryption, server side, and the one MTProto 1.0 message of key binding.
#include "crypto/message_cipher.hpp"

#include "crypto/aes.hpp"
#include "crypto/digest.hpp"
#include "wire.hpp"

#include "strata/datacenter/errors.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

constexpr std::size_t header_size = 32;
constexpr std::size_t least_padding = 12;
constexpr std::size_t most_padding = 1024;

struct CipherKeys {
  AesKey key;
  IgeIv iv;
};

template <class... Pieces>
auto join(Pieces... pieces) {
  std::array<std::uint8_t, 32> joined;
  std::size_t at = 0;
  ((std::ranges::copy(pieces, joined.begin() + static_cast<std::ptrdiff_t>(at)),
    at += pieces.size()),
   ...);
  return joined;
}

BytesView part_of(const auto& bytes, std::size_t from, std::size_t count) {
  return BytesView(bytes).subspan(from, count);
}

// Spec: core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector (B-01)
CipherKeys derive(const AuthKeyBytes& key, BytesView msg_key, std::size_t x) {
  const Sha256 a = sha256({msg_key, part_of(key, x, 36)});
  const Sha256 b = sha256({part_of(key, 40 + x, 36), msg_key});
  return {join(part_of(a, 0, 8), part_of(b, 8, 16), part_of(a, 24, 8)),
          join(part_of(b, 0, 8), part_of(a, 8, 16), part_of(b, 24, 8))};
}

// Spec: core.telegram.org/mtproto/description_v1#defining-aes-key-and-initialization-vector
CipherKeys derive_v1(const AuthKeyBytes& key, BytesView msg_key, std::size_t x) {
  const Sha1 a = sha1({msg_key, part_of(key, x, 32)});
  const Sha1 b = sha1({part_of(key, 32 + x, 16), msg_key, part_of(key, 48 + x, 16)});
  const Sha1 c = sha1({part_of(key, 64 + x, 32), msg_key});
  const Sha1 d = sha1({msg_key, part_of(key, 96 + x, 32)});
  return {join(part_of(a, 0, 8), part_of(b, 8, 12), part_of(c, 4, 12)),
          join(part_of(a, 8, 12), part_of(b, 0, 8), part_of(c, 16, 4), part_of(d, 0, 8))};
}

Sha256 large_msg_key(const AuthKeyBytes& key, BytesView plaintext, std::size_t x) {
  return sha256({part_of(key, 88 + x, 32), plaintext});
}

auto refused() { return fail(Errc::bad_packet, "the packet does not decrypt with this key"); }

}  // namespace

std::uint64_t auth_key_id(const AuthKeyBytes& key) {
  return load_le<std::uint64_t>(sha1({key}).data() + 12);
}

// Spec: core.telegram.org/mtproto/security_guidelines#mtproto-encrypted-messages (B-04)
Result<OpenedMessage> open_packet(const AuthKeyBytes& key, BytesView packet, KeyPart part) {
  constexpr std::size_t envelope = 24;
  if (packet.size() < envelope + header_size) return refused();
  const auto x = static_cast<std::size_t>(part);
  const BytesView msg_key = packet.subspan(8, 16);
  const BytesView blocks = packet.subspan(envelope, (packet.size() - envelope) / 16 * 16);
  Bytes plain(blocks.begin(), blocks.end());
  const CipherKeys keys = derive(key, msg_key, x);
  ige_decrypt(plain, keys.key, keys.iv);
  const Sha256 large = large_msg_key(key, plain, x);
  // Nothing that was decrypted is looked at before the hash is known to be right.
  if (!equal_in_constant_time(part_of(large, 8, 16), msg_key)) return refused();

  WireReader reader(plain);
  OpenedMessage opened;
  PlainMessage& message = opened.message;
  message.salt = reader.read<std::int64_t>();
  message.session_id = reader.read<std::int64_t>();
  message.msg_id = reader.read<std::int64_t>();
  message.seq_no = reader.read<std::int32_t>();
  const auto length = reader.read<std::uint32_t>();
  if (length % 4 != 0 || length > reader.remaining()) return refused();
  const std::size_t padding = reader.remaining() - length;
  if (padding < least_padding || padding > most_padding) return refused();
  const BytesView body = reader.raw(length);
  message.body.assign(body.begin(), body.end());
  opened.quick_ack_token = load_le<std::uint32_t>(large.data()) | 0x80000000U;
  return opened;
}

std::size_t smallest_padding(std::size_t body) noexcept {
  return least_padding + (16 - (header_size + body + least_padding) % 16) % 16;
}

Bytes seal_packet(const AuthKeyBytes& key, const PlainMessage& message, BytesView padding,
                  KeyPart part) {
  WireWriter plain;
  plain.write(message.salt).write(message.session_id).write(message.msg_id);
  plain.write(message.seq_no).write(static_cast<std::uint32_t>(message.body.size()));
  plain.raw(message.body).raw(padding);
  Bytes block = plain.take();

  const auto x = static_cast<std::size_t>(part);
  const Sha256 large = large_msg_key(key, block, x);
  const BytesView msg_key = part_of(large, 8, 16);
  const CipherKeys keys = derive(key, msg_key, x);
  ige_encrypt(block, keys.key, keys.iv);

  WireWriter packet;
  packet.write(auth_key_id(key)).raw(msg_key).raw(block);
  return packet.take();
}

// Spec: core.telegram.org/method/auth.bindTempAuthKey#encrypted-message
Result<OpenedBinding> open_binding(const AuthKeyBytes& permanent_key, BytesView packet) {
  constexpr std::size_t envelope = 24;
  constexpr std::size_t body_size = 40;
  constexpr std::size_t plain_size = header_size + body_size;
  if (packet.size() < envelope + plain_size || packet.size() > envelope + plain_size + 16) {
    return refused();
  }
  const BytesView msg_key = packet.subspan(8, 16);
  const BytesView blocks = packet.subspan(envelope, (packet.size() - envelope) / 16 * 16);
  Bytes plain(blocks.begin(), blocks.end());
  const CipherKeys keys = derive_v1(permanent_key, msg_key, 0);
  ige_decrypt(plain, keys.key, keys.iv);
  const Sha1 hash = sha1({part_of(plain, 0, std::min(plain_size, plain.size()))});
  if (plain.size() < plain_size || !equal_in_constant_time(part_of(hash, 4, 16), msg_key)) {
    return refused();
  }

  WireReader reader(plain);
  reader.raw(16);  // random bytes instead of salt and session
  OpenedBinding opened;
  opened.msg_id = reader.read<std::int64_t>();
  const auto seq_no = reader.read<std::int32_t>();
  const auto length = reader.read<std::uint32_t>();
  if (seq_no != 0 || length != body_size) return refused();
  const BytesView body = reader.raw(body_size);
  opened.body.assign(body.begin(), body.end());
  return opened;
}

}  // namespace strata::datacenter
