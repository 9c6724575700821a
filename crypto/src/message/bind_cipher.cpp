// The encrypted message that binds a temporary key to the permanent one.
#include "strata/crypto/bind_cipher.hpp"

#include "aes/ige_kernel.hpp"
#include "message/message_keys.hpp"
#include "wipe.hpp"

#include "strata/crypto/digest.hpp"

namespace strata::crypto {
namespace {

constexpr std::uint32_t bind_auth_key_inner = 0x75a3f765;
constexpr std::size_t body_size = 40;
constexpr std::size_t hashed_size = 32 + body_size;
constexpr std::size_t padded_size = 80;

// ```
//   random 16 | msg_id 8 | seqno 4 = 0 | length 4 = 40 | bind_auth_key_inner 40 | padding 8
// ```
void write_plaintext(SecureArray<padded_size>& plaintext, const AuthKey& permanent_key,
                     const TempKeyBinding& binding, std::int64_t msg_id, RandomSource& random) {
  std::uint8_t* const at = plaintext.data();
  random.fill(plaintext.span().first<16>());
  store_le(at + 16, msg_id);
  store_le<std::uint32_t>(at + 24, 0);
  store_le<std::uint32_t>(at + 28, body_size);
  store_le(at + 32, bind_auth_key_inner);
  store_le(at + 36, binding.nonce);
  store_le(at + 44, binding.temp_auth_key_id);
  store_le(at + 52, permanent_key.id());
  store_le(at + 60, binding.temp_session_id);
  store_le(at + 68, binding.expires_at);
  random.fill(plaintext.span().subspan<hashed_size>());
}

}  // namespace

// Spec: core.telegram.org/method/auth.bindTempAuthKey#encrypted-message
std::array<std::uint8_t, bind_message_size> encrypt_bind_message(const AuthKey& permanent_key,
                                                                 const TempKeyBinding& binding,
                                                                 std::int64_t msg_id,
                                                                 RandomSource& random) {
  const BurnStackOnExit burn;
  SecureArray<padded_size> plaintext;
  write_plaintext(plaintext, permanent_key, binding, msg_id, random);

  // Unlike in MTProto 2.0 the padding is not hashed.
  const Sha1Digest digest = sha1({plaintext.view().first<hashed_size>()});
  const MsgKey msg_key = std::span(digest).subspan<4, 16>();
  MessageKeys keys = message_keys_v1(permanent_key, Direction::client_to_server, msg_key);

  std::array<std::uint8_t, bind_message_size> message;
  store_le(message.data(), permanent_key.id());
  std::memcpy(message.data() + 8, msg_key.data(), msg_key.size());
  ige_kernel().encrypt(keys.key.data(), keys.iv.data(), plaintext.data(),
                       message.data() + packet_header_size, padded_size / 16);
  return message;
}

}  // namespace strata::crypto
