// Fuzzer of the message cipher: foreign packets are refused, own ones come back.
#include "support/scripted_random.hpp"

#include "strata/crypto/bind_cipher.hpp"
#include "strata/crypto/message_cipher.hpp"

#include <algorithm>
#include <cstdlib>

namespace {

using namespace strata;

const crypto::AuthKey& key() {
  static const crypto::AuthKey fixed = *crypto::AuthKey::from_bytes(Bytes(256, 7));
  return fixed;
}

// Nobody without the key can make a packet that opens; the fuzzer has not got it.
void refuse_foreign(BytesView packet) {
  Bytes copy(packet.begin(), packet.end());
  if (copy.size() >= 8) store_le(copy.data(), key().id());
  if (crypto::decrypt_message(key(), crypto::Direction::server_to_client, copy)) std::abort();
}

void open_own(BytesView content) {
  const std::size_t size = content.size() / 16 * 16;
  if (size < crypto::min_ciphertext_size) return;
  Buffer packet;
  packet.append(content.first(size));
  crypto::encrypt_message(key(), crypto::Direction::server_to_client, packet);
  const auto opened =
      crypto::decrypt_message(key(), crypto::Direction::server_to_client, packet.bytes());
  if (!opened || !std::ranges::equal(*opened, content.first(size))) std::abort();
}

void bind(BytesView content) {
  if (content.size() < 36) return;
  crypto::TempKeyBinding binding;
  binding.nonce = load_le<std::int64_t>(content.data());
  binding.temp_auth_key_id = load_le<std::uint64_t>(content.data() + 8);
  binding.temp_session_id = load_le<std::int64_t>(content.data() + 16);
  binding.expires_at = load_le<std::int32_t>(content.data() + 24);
  test::ScriptedRandom random(content);
  const auto message = crypto::encrypt_bind_message(
      key(), binding, load_le<std::int64_t>(content.data() + 28), random);
  if (load_le<std::uint64_t>(message.data()) != key().id()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView input(data, size);
  refuse_foreign(input);
  open_own(input);
  bind(input);
  return 0;
}
