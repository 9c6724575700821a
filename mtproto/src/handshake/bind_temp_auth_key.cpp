// auth.bindTempAuthKey: the request that ties a temporary key to the permanent one.
#include "strata/base/buffer.hpp"
#include "strata/crypto/bind_cipher.hpp"
#include "strata/mtproto/temporary_keys.hpp"
#include "strata/tl/writer.hpp"

#include <memory>
#include <utility>

namespace strata::mtproto {
namespace {

// A function of the API schema, which this layer does not link; its id has never changed.
constexpr std::uint32_t bind_temp_auth_key_id = 0xcdd42a05;

}  // namespace

// The only use of the permanent key while there is forward secrecy, and of MTProto 1.0
// . Spec: core.telegram.org/method/auth.bindTempAuthKey
Session::BodyBuilder bind_temp_auth_key(const crypto::AuthKey& permanent_key, TemporaryKey key,
                                        crypto::RandomSource& random) {
  // Builders are copied, keys are not.
  auto permanent = std::make_shared<const crypto::AuthKey>(permanent_key.clone());
  return [permanent = std::move(permanent), key, &random](
             MsgId msg_id, std::int64_t session_id) -> Result<Bytes> {
    const crypto::TempKeyBinding binding{
        .nonce = static_cast<std::int64_t>(random.next_u64()),
        .temp_auth_key_id = key.id,
        .temp_session_id = session_id,
        .expires_at = static_cast<std::int32_t>(key.expires_at.count())};
    const auto message = crypto::encrypt_bind_message(*permanent, binding, msg_id.value, random);
    Buffer body(0);
    {
      tl::Writer writer(body);
      writer.uint32(bind_temp_auth_key_id);
      writer.int64(static_cast<std::int64_t>(permanent->id()));
      writer.int64(binding.nonce);
      writer.int32(binding.expires_at);
      writer.bytes(message);
    }
    return Bytes(body.bytes().begin(), body.bytes().end());
  };
}

// Spec: core.telegram.org/api/pfs
SendOptions bind_options() noexcept {
  SendOptions options;
  options.idempotency = Idempotency::read;
  options.alone = true;
  options.without_init = true;
  options.before_binding = true;
  return options;
}

}  // namespace strata::mtproto
