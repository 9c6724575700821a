// Secrets of MTProxy: what they are written as, and which transport they ask for.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/crypto/secure.hpp"
#include "strata/mtproto/limits.hpp"
#include "strata/mtproto/transport.hpp"

#include <string>
#include <string_view>

namespace strata::mtproto {

/// What a proxy wants of its clients.
enum class ProxySecretKind {
  plain,     ///< obfuscated2 with the secret, over any framing that has a tag
  padded,    ///< `dd`: padded intermediate inside
  fake_tls,  ///< `ee`: padded intermediate inside, dressed up as TLS to a domain
};

/// A proxy's secret. It is a password (C-17): wiped when it is left, never part of an error's text.
class ProxySecret {
 public:
  ProxySecret(ProxySecretKind kind, std::span<const std::uint8_t, limits::proxy_secret_size> key,
              std::string domain)
      : kind_(kind), key_(key), domain_(std::move(domain)) {}

  [[nodiscard]] ProxySecret clone() const { return {kind_, key_.view(), domain_}; }

  [[nodiscard]] ProxySecretKind kind() const noexcept { return kind_; }
  /// The 16 bytes that enter the keys and digests.
  [[nodiscard]] BytesView key() const noexcept { return key_; }
  /// The host whose TLS is imitated; empty unless `kind()` is fake_tls.
  [[nodiscard]] const std::string& domain() const noexcept { return domain_; }

 private:
  ProxySecretKind kind_;
  crypto::SecureArray<limits::proxy_secret_size> key_;
  std::string domain_;
};

/// The secret that these bytes are: 16 bytes; 0xdd and 16; or 0xee, 16 and a domain.
/// Errors: wrong_proxy_secret (fewer than 16 bytes), unsupported_proxy_secret (another form, or a
/// domain that is no host name).
/// Spec: our rule C-11
[[nodiscard]] Result<ProxySecret> make_proxy_secret(BytesView bytes);

/// Reads a secret as people pass it on: hexadecimal, base64url or base64, padded or not.
/// Errors: as make_proxy_secret; wrong_proxy_secret also for text in none of these forms.
[[nodiscard]] Result<ProxySecret> parse_proxy_secret(std::string_view text);

/// Which transport reaches a data centre through the proxy of `secret`. A proxy of the first kind
/// leaves the framing to the client: `wanted` under obfuscation, or intermediate where that is not
/// possible; the other two leave no choice.
[[nodiscard]] TransportKind transport_through(const ProxySecret& secret,
                                              TransportKind wanted) noexcept;

/// The options that go with it; they refer to `secret`, which must outlive make_transport and
/// make_preamble.
[[nodiscard]] TransportOptions options_through(const ProxySecret& secret, std::int16_t dc) noexcept;

}  // namespace strata::mtproto
