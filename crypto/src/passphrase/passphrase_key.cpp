// Derives keys from passphrases and seals with them, through libsodium.
#include "strata/crypto/passphrase_key.hpp"

#include "strata/crypto/errors.hpp"

#include <sodium.h>

namespace strata::crypto {

static_assert(PassphraseKey::Salt().size() == crypto_pwhash_SALTBYTES);
static_assert(PassphraseKey::Nonce().size() == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(PassphraseKey::tag_size == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(SecureArray<32>::size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(min_passphrase_memory_kib * 1024 >= crypto_pwhash_MEMLIMIT_MIN);

// Spec: A-81
Result<PassphraseKey> PassphraseKey::derive(BytesView passphrase, const Salt& salt,
                                            PassphraseCost cost) {
  if (passphrase.empty() || passphrase.size() > max_passphrase_size) {
    return fail(Errc::bad_length,
                "a passphrase has 1 to " + std::to_string(max_passphrase_size) + " bytes");
  }
  if (cost.passes < 1 || cost.passes > max_passphrase_passes ||
      cost.memory_kib < min_passphrase_memory_kib || cost.memory_kib > max_passphrase_memory_kib) {
    return fail(Errc::work_limit, "a cost that no passphrase may have");
  }
  if (sodium_init() < 0) return fail(Errc::library_failure, "libsodium did not start");

  PassphraseKey key;
  const std::size_t memory = std::size_t{cost.memory_kib} * 1024;
  const std::string_view text = as_text(passphrase);
  const int failed = crypto_pwhash(key.key_.data(), key.key_.size(), text.data(), text.size(),
                                   salt.data(), cost.passes, memory, crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) return fail(Errc::library_failure, "no memory to derive a key in");
  return key;
}

void PassphraseKey::seal(const Nonce& nonce, BytesView context, BytesView plain,
                         MutableBytes out) const noexcept {
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data(), nullptr, plain.data(), plain.size(),
                                             context.data(), context.size(), nullptr, nonce.data(),
                                             key_.data());
}

bool PassphraseKey::open(const Nonce& nonce, BytesView context, BytesView sealed,
                         MutableBytes out) const noexcept {
  const bool opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
                          out.data(), nullptr, nullptr, sealed.data(), sealed.size(),
                          context.data(), context.size(), nonce.data(), key_.data()) == 0;
  if (!opened) wipe(out);
  return opened;
}

}  // namespace strata::crypto
