// The proxy's answer to the hello of fake TLS: its records, and the proof that it knows the secret.
#pragma once

#include "transport/client_hello.hpp"

#include "strata/base/result.hpp"
#include "strata/crypto/secure.hpp"
#include "strata/mtproto/limits.hpp"
#include "strata/mtproto/preamble.hpp"

#include <array>

namespace strata::mtproto {

using HelloRandom = std::array<std::uint8_t, hello_random_size>;
using ProxyKey = std::span<const std::uint8_t, limits::proxy_secret_size>;

/// Appended to what a refusal says, since proxies never tell their reason.
inline constexpr std::string_view fake_tls_advice =
    "; check the proxy's secret, and this machine's clock: proxies refuse a hello whose time is "
    "more than a few minutes off";

class FakeTlsAnswer {
 public:
  /// `client_random` are the random bytes of the hello as it was sent.
  FakeTlsAnswer(ProxyKey secret, const HelloRandom& client_random)
      : secret_(secret), client_random_(client_random) {}

  /// Takes the next bytes of the connection, in any pieces; keeps at most limits::max_tls_answer.
  /// Errors: proxy_handshake_failed, after which the object is of no use.
  [[nodiscard]] Result<PreambleProgress> take(BytesView received);

 private:
  // ```
  //   16 03 03 ServerHello │ 16 03 03 … (up to 15 more) │ 14 03 03 00 01 01 │ 17 03 03 …
  //   server_hello           hello_or_cipher_change       application_data     complete
  // ```
  enum class Expects { server_hello, hello_or_cipher_change, application_data };

  [[nodiscard]] Result<std::size_t> record_size() const;
  [[nodiscard]] bool is_expected(const std::uint8_t* header) const;
  [[nodiscard]] Status end_record(BytesView record);
  [[nodiscard]] Status verify() const;

  crypto::SecureArray<limits::proxy_secret_size> secret_;
  HelloRandom client_random_;
  Bytes answer_;
  std::size_t record_start_ = 0;
  Expects expects_ = Expects::server_hello;
  int hello_records_ = 0;
  bool is_complete_ = false;
};

}  // namespace strata::mtproto
