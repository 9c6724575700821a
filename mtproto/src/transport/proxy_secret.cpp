// Reads the secrets of MTProxy.
#include "strata/mtproto/proxy_secret.hpp"

#include "transport/base64.hpp"
#include "transport/hex_digit.hpp"
#include "transport/host_name.hpp"

#include "strata/mtproto/errors.hpp"

#include <optional>

namespace strata::mtproto {
namespace {

constexpr std::size_t key_size = limits::proxy_secret_size;
constexpr std::uint8_t padded_mark = 0xdd;
constexpr std::uint8_t fake_tls_mark = 0xee;

std::span<const std::uint8_t, key_size> key_at(BytesView bytes, std::size_t offset) {
  return bytes.subspan(offset).first<key_size>();
}

std::optional<crypto::SecureBytes> from_strict_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  crypto::SecureBytes bytes(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_digit(text[i]);
    const int low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.data()[i / 2] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return bytes;
}

Result<ProxySecret> make_fake_tls_secret(BytesView bytes) {
  const std::string_view domain = as_text(bytes.subspan(1 + key_size));
  if (!is_host_name(domain, limits::max_proxy_domain)) {
    return fail(Errc::unsupported_proxy_secret,
                "the proxy secret begins with ee, but what follows its key is no host name of at "
                "most 182 characters (names in other scripts are written as xn--…)");
  }
  return ProxySecret(ProxySecretKind::fake_tls, key_at(bytes, 1), std::string(domain));
}

}  // namespace

Result<ProxySecret> make_proxy_secret(BytesView bytes) {
  if (bytes.size() < key_size) {
    return fail(Errc::wrong_proxy_secret,
                "a proxy secret has at least 16 bytes, 32 hexadecimal digits, and this one has " +
                    std::to_string(bytes.size()) + ": copy all of it");
  }
  if (bytes.size() == key_size) return ProxySecret(ProxySecretKind::plain, key_at(bytes, 0), {});
  if (bytes.size() == 1 + key_size && bytes.front() == padded_mark) {
    return ProxySecret(ProxySecretKind::padded, key_at(bytes, 1), {});
  }
  if (bytes.size() > 1 + key_size && bytes.front() == fake_tls_mark) {
    return make_fake_tls_secret(bytes);
  }
  return fail(Errc::unsupported_proxy_secret,
              "a proxy secret of " + std::to_string(bytes.size()) +
                  " bytes that is neither 16 bytes, nor dd and 16 bytes, nor ee, 16 bytes and a "
                  "domain: ask for a secret of one of these kinds, or for a newer version of this "
                  "program");
}

// Hexadecimal goes first: such text is nearly always base64 as well.
Result<ProxySecret> parse_proxy_secret(std::string_view text) {
  if (text.size() > limits::max_proxy_link) {
    return fail(Errc::wrong_proxy_secret, "this text is too long for a proxy secret");
  }
  std::optional<crypto::SecureBytes> bytes = from_strict_hex(text);
  if (!bytes) bytes = from_base64(text);
  if (!bytes) {
    return fail(Errc::wrong_proxy_secret,
                "a proxy secret is written in hexadecimal digits or in base64; this text is "
                "neither: copy it without blanks and quotes");
  }
  return make_proxy_secret(*bytes);
}

TransportKind transport_through(const ProxySecret& secret, TransportKind wanted) noexcept {
  if (secret.kind() == ProxySecretKind::fake_tls) return TransportKind::fake_tls;
  if (secret.kind() == ProxySecretKind::padded) return TransportKind::obfuscated_padded;
  switch (wanted) {
    case TransportKind::abridged:
    case TransportKind::obfuscated_abridged:
      return TransportKind::obfuscated_abridged;
    case TransportKind::padded_intermediate:
    case TransportKind::obfuscated_padded:
    case TransportKind::fake_tls:
      return TransportKind::obfuscated_padded;
    default:
      return TransportKind::obfuscated_intermediate;
  }
}

TransportOptions options_through(const ProxySecret& secret, std::int16_t dc) noexcept {
  TransportOptions options;
  options.dc = dc;
  options.proxy_secret = secret.key();
  options.host = secret.domain();
  return options;
}

}  // namespace strata::mtproto
