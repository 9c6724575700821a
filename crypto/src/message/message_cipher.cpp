// MTProto 2.0 encryption and decryption of packets in place.
#include "strata/crypto/message_cipher.hpp"

#include "aes/ige_kernel.hpp"
#include "message/message_keys.hpp"
#include "message/open_kernel.hpp"
#include "wipe.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/crypto/errors.hpp"

#include <cstdlib>

namespace strata::crypto {
namespace {

constexpr std::size_t block_size = 16;
// Where msg_key stands in a packet and in msg_key_large.
constexpr std::size_t msg_key_at = 8;

// What goes into the hash before the plaintext.
// Spec: core.telegram.org/mtproto/description#message-key (B-01)
std::span<const std::uint8_t, 32> hash_prefix(const AuthKey& key, Direction direction) noexcept {
  return key.bytes().subspan(88 + static_cast<std::size_t>(direction)).first<32>();
}

Sha256Digest msg_key_large(const AuthKey& key, Direction direction, BytesView plaintext) noexcept {
  return sha256({hash_prefix(key, direction), plaintext});
}

MsgKey middle(const Sha256Digest& large) noexcept {
  return std::span(large).subspan<msg_key_at, 16>();
}

// Spec: core.telegram.org/mtproto/mtproto-transports#quick-ack
std::uint32_t token_of(const Sha256Digest& large) noexcept {
  return load_le<std::uint32_t>(large.data()) | 0x8000'0000U;
}

// One error for every reason: nobody may learn how far a forged packet got (B-04, B-05).
tl::unexpected<Error> refuse(MutableBytes packet) {
  wipe(packet);
  return fail(Errc::bad_packet, "the packet cannot be opened with this authorization key");
}

}  // namespace

std::uint32_t encrypt_message(const AuthKey& key, Direction direction, Buffer& packet) {
  const BurnStackOnExit burn;
  const std::size_t size = packet.size();
  if (size == 0 || size % block_size != 0) std::abort();
  packet.prepend(packet_header_size);
  const MutableBytes content = packet.bytes().subspan(packet_header_size);

  const Sha256Digest large = msg_key_large(key, direction, content);
  const MsgKey msg_key = middle(large);
  store_le(packet.data(), key.id());
  std::memcpy(packet.data() + msg_key_at, msg_key.data(), msg_key.size());
  MessageKeys keys = message_keys(key, direction, msg_key);
  ige_kernel().encrypt(keys.key.data(), keys.iv.data(), content.data(), content.data(),
                       size / block_size);
  return token_of(large);
}

Result<MutableBytes> decrypt_message(const AuthKey& key, Direction direction, MutableBytes packet) {
  const BurnStackOnExit burn;
  if (packet.size() < packet_header_size + min_ciphertext_size) return refuse(packet);
  const MutableBytes content = packet.subspan(packet_header_size);
  const bool fits = content.size() % block_size == 0;
  if (!fits || load_le<std::uint64_t>(packet.data()) != key.id()) return refuse(packet);

  const MsgKey msg_key = packet.subspan<msg_key_at, 16>();
  MessageKeys keys = message_keys(key, direction, msg_key);
  const OpenKernel open = open_kernel();
  const Sha256Digest large = open(keys, hash_prefix(key, direction), content);
  if (!constant_time_equal(middle(large), msg_key)) return refuse(packet);
  return content;
}

std::uint32_t quick_ack_token(const AuthKey& key, Direction direction,
                              BytesView plaintext) noexcept {
  return token_of(msg_key_large(key, direction, plaintext));
}

}  // namespace strata::crypto
