// MTProto 2.0 encryption and decryption of packets in place.
#include "strata/crypto/message_cipher.hpp"

#include "aes/ige_kernel.hpp"
#include "message/open_kernel.hpp"
#include "message/packet_parts.hpp"
#include "wipe.hpp"

#include "strata/crypto/errors.hpp"

#include <cstdlib>

namespace strata::crypto {
namespace {

Sha256Digest msg_key_large(const AuthKey& key, Direction direction, BytesView plaintext) noexcept {
  return sha256({hash_prefix(key, direction), plaintext});
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
  if (size == 0 || size % cipher_block_size != 0) std::abort();
  packet.prepend(packet_header_size);
  const MutableBytes content = packet.bytes().subspan(packet_header_size);

  const Sha256Digest large = msg_key_large(key, direction, content);
  write_packet_header(key, large, packet.data());
  MessageKeys keys = message_keys(key, direction, middle(large));
  ige_kernel().encrypt(keys.key.data(), keys.iv.data(), content.data(), content.data(),
                       size / cipher_block_size);
  return token_of(large);
}

Result<MutableBytes> decrypt_message(const AuthKey& key, Direction direction, MutableBytes packet) {
  const BurnStackOnExit burn;
  if (!looks_openable(key, packet)) return refuse(packet);
  const MutableBytes content = packet.subspan(packet_header_size);
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
