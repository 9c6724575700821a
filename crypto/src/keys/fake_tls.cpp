// HMACs over TLS records whose random field counts as zeros.
#include "strata/crypto/fake_tls.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/crypto/errors.hpp"
#include "strata/crypto/secure.hpp"

namespace strata::crypto {
namespace {

constexpr std::size_t random_end = tls_random_at + std::tuple_size_v<TlsRandom>;
constexpr TlsRandom zeros{};

}  // namespace

Result<TlsRandom> fake_tls_client_random(ProxySecret secret, BytesView client_hello,
                                         std::uint32_t unix_time) {
  if (client_hello.size() < random_end) {
    return fail(Errc::bad_length, "a ClientHello record has at least 43 bytes");
  }
  TlsRandom random = hmac_sha256(
      secret, {client_hello.first(tls_random_at), zeros, client_hello.subspan(random_end)});
  std::uint8_t* const end = random.data() + random.size() - sizeof unix_time;
  store_le(end, load_le<std::uint32_t>(end) ^ unix_time);
  return random;
}

bool is_fake_tls_answer(ProxySecret secret, const TlsRandom& client_random,
                        BytesView answer) noexcept {
  if (answer.size() < random_end) return false;
  const Sha256Digest expected = hmac_sha256(
      secret, {client_random, answer.first(tls_random_at), zeros, answer.subspan(random_end)});
  return constant_time_equal(expected, answer.subspan(tls_random_at, zeros.size()));
}

}  // namespace strata::crypto
