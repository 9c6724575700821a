// The proxy's half of fake TLS, for tests: written from the rules, over OpenSSL's HMAC.
#pragma once

#include "strata/base/bytes.hpp"

#include <optional>
#include <string>

namespace strata::mtproto::transport_test {

/// What a proxy reads out of a ClientHello.
struct HelloSeen {
  std::string domain;
  std::uint32_t unix_seconds = 0;
  Bytes random;
  Bytes session_id;
  std::vector<unsigned> ciphers;
  std::vector<unsigned> extensions;
  std::vector<unsigned> groups;
  /// The group and the size of each key share.
  std::vector<std::pair<unsigned, std::size_t>> shares;
};

class FakeTlsServer {
 public:
  explicit FakeTlsServer(BytesView secret) : secret_(secret.begin(), secret.end()) {}

  /// Nothing unless `hello` is one well-formed record whose digest is right, up to a time after
  /// `now - 20 min` and before `now + 10 min`.
  [[nodiscard]] std::optional<HelloSeen> accept(BytesView hello, std::uint32_t now) const;

  /// HMAC-SHA256 under the secret.
  [[nodiscard]] Bytes digest(BytesView data) const;

  /// Puts the digest into an answer whose random bytes (11 … 42) are zeros.
  [[nodiscard]] Bytes sign(Bytes answer, BytesView client_random) const;

  /// An answer as proxies give it: `hello_records` of type 16, a change of cipher, one record of
  /// data.
  [[nodiscard]] Bytes answer(BytesView client_random, int hello_records = 1,
                             std::size_t data_size = 1500) const;

 private:
  Bytes secret_;
};

/// One record.
[[nodiscard]] Bytes tls_record(std::uint8_t type, BytesView data);
/// Only the header of one, with any length.
[[nodiscard]] Bytes tls_header(std::uint8_t type, std::size_t length);

/// Takes the client's records apart: their sizes, and the data of those of type 17. Throws on
/// anything else, except a change of cipher in front.
struct ClientRecords {
  Bytes data;
  std::vector<std::size_t> sizes;
  bool began_with_cipher_change = false;
};
[[nodiscard]] ClientRecords read_client_records(BytesView stream);

}  // namespace strata::mtproto::transport_test
