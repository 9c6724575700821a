// Fuzzer of RSA keys in PEM, as help.getCdnConfig sends them.
#include "support/scripted_random.hpp"

#include "strata/crypto/rsa.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace strata;
  const auto key = crypto::RsaPublicKey::from_pem(as_text({data, size}));
  if (!key) return 0;
  if (key->modulus().size() != crypto::number_size || key->exponent().empty()) std::abort();

  // What was read is a key that works and that its own components describe.
  const auto same = crypto::RsaPublicKey::from_components(key->modulus(), key->exponent());
  if (!same || same->fingerprint() != key->fingerprint()) std::abort();
  test::ScriptedRandom random;
  static_cast<void>(
      crypto::rsa_pad_encrypt(*key, BytesView(data, std::min<std::size_t>(size, 144)), random));
  return 0;
}
