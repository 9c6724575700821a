// Uses strata::crypto alone: a packet is encrypted, opened again, and refused when it was changed.
#include "strata/crypto/auth_key.hpp"
#include "strata/crypto/message_cipher.hpp"
#include "strata/crypto/random.hpp"

int main() {
  namespace crypto = strata::crypto;
  crypto::RandomSource& random = crypto::system_random();
  const auto key = crypto::AuthKey::from_bytes(random.array<256>());
  if (!key) return 1;

  strata::Buffer packet;
  random.fill(packet.append(64));
  const strata::Bytes plaintext(packet.bytes().begin(), packet.bytes().end());
  crypto::encrypt_message(*key, crypto::Direction::client_to_server, packet);

  strata::Bytes changed(packet.bytes().begin(), packet.bytes().end());
  changed.back() ^= 1U;
  if (crypto::decrypt_message(*key, crypto::Direction::client_to_server, changed)) return 2;
  const auto opened =
      crypto::decrypt_message(*key, crypto::Direction::client_to_server, packet.bytes());
  return opened && strata::crypto::constant_time_equal(*opened, plaintext) ? 0 : 3;
}
