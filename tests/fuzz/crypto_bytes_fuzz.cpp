// Fuzzer of what takes foreign bytes and a length only: IGE, imported keys, proxy answers, CDN
// offsets.
#include "strata/crypto/aes_ctr.hpp"
#include "strata/crypto/aes_ige.hpp"
#include "strata/crypto/auth_key.hpp"
#include "strata/crypto/fake_tls.hpp"

#include <algorithm>
#include <cstdlib>

namespace {

using namespace strata;

// The answer of a handshake is as long as the server likes.
void ige(BytesView input) {
  const std::array<std::uint8_t, 32> key{1, 2, 3};
  Bytes plain(input.size());
  const bool done = crypto::aes256_ige_decrypt(input, plain, key, key).has_value();
  if (done != (input.size() % 16 == 0)) std::abort();
  if (!done) return;
  if (!crypto::aes256_ige_encrypt(plain, plain, key, key)) std::abort();
  if (!std::ranges::equal(plain, input)) std::abort();
}

// A session string may hold any bytes.
void auth_key(BytesView input) {
  const auto key = crypto::AuthKey::from_bytes(input);
  if (key && (input.size() != crypto::AuthKey::size || key->id() == 0)) std::abort();
}

void fake_tls(BytesView input) {
  const std::array<std::uint8_t, 16> secret{9};
  const crypto::TlsRandom client_random{8};
  if (crypto::is_fake_tls_answer(secret, client_random, input)) std::abort();
  const auto random = crypto::fake_tls_client_random(secret, input, 5);
  if (random.has_value() != (input.size() >= 43)) std::abort();
}

void cdn(BytesView input) {
  if (input.size() < 24) return;
  const auto offset = load_le<std::uint64_t>(input.data());
  const auto counter = crypto::cdn_counter(input.subspan(8).first<16>(), offset);
  if (counter.has_value() != (offset % 16 == 0 && offset >> 36U == 0)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView input(data, size);
  ige(input);
  auth_key(input);
  fake_tls(input);
  cdn(input);
  return 0;
}
