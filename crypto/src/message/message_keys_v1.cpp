// Key derivation of MTProto 1.0.
#include "message/message_keys.hpp"
#include "wipe.hpp"

#include "strata/crypto/digest.hpp"

namespace strata::crypto {
namespace {

struct Hashes {
  Sha1Digest a;
  Sha1Digest b;
  Sha1Digest c;
  Sha1Digest d;
};

}  // namespace

// Spec: core.telegram.org/mtproto/description_v1#defining-aes-key-and-initialization-vector
MessageKeys message_keys_v1(const AuthKey& auth_key, Direction direction, MsgKey msg_key) noexcept {
  const BytesView part = auth_key.bytes().subspan(static_cast<std::size_t>(direction));
  Hashes hash{
      sha1({msg_key, part.first(32)}),
      sha1({part.subspan(32, 16), msg_key, part.subspan(48, 16)}),
      sha1({part.subspan(64, 32), msg_key}),
      sha1({msg_key, part.subspan(96, 32)}),
  };
  const WipeOnExit guard(hash);

  MessageKeys keys;
  std::memcpy(keys.key.data(), hash.a.data(), 8);
  std::memcpy(keys.key.data() + 8, hash.b.data() + 8, 12);
  std::memcpy(keys.key.data() + 20, hash.c.data() + 4, 12);
  std::memcpy(keys.iv.data(), hash.a.data() + 8, 12);
  std::memcpy(keys.iv.data() + 12, hash.b.data(), 8);
  std::memcpy(keys.iv.data() + 20, hash.c.data() + 16, 4);
  std::memcpy(keys.iv.data() + 24, hash.d.data(), 8);
  return keys;
}

}  // namespace strata::crypto
