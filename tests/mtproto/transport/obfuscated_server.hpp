// The other end of an obfuscated2 connection, for tests: undoes what the client's opening says.
#pragma once

#include "mtproto/transport/stream.hpp"

#include "strata/crypto/aes_ctr.hpp"

#include <openssl/sha.h>

#include <optional>

namespace strata::mtproto::transport_test {

/// Give it what the client wrote, from the first byte on, and the proxy's secret if there is one.
class ObfuscatedServer {
 public:
  explicit ObfuscatedServer(BytesView opening, BytesView secret = {})
      : from_client_(stream(opening, secret, false)), to_client_(stream(opening, secret, true)) {
    std::copy_n(opening.begin(), header_.size(), header_.begin());
    from_client_.apply(header_);
  }

  /// The 64 bytes of the opening, deciphered; only the last eight of them mean something.
  [[nodiscard]] BytesView header() const { return header_; }
  [[nodiscard]] std::uint8_t tag() const { return header_[56]; }
  [[nodiscard]] std::int16_t dc() const { return load_le<std::int16_t>(header_.data() + 60); }

  [[nodiscard]] Bytes receive(BytesView bytes) { return through(from_client_, bytes); }
  [[nodiscard]] Bytes send(BytesView bytes) { return through(to_client_, bytes); }

 private:
  static crypto::Aes256Ctr stream(BytesView opening, BytesView secret, bool backwards) {
    std::array<std::uint8_t, 48> material;
    std::copy_n(opening.begin() + 8, material.size(), material.begin());
    if (backwards) std::ranges::reverse(material);
    const std::span<const std::uint8_t, 48> view(material);
    std::array<std::uint8_t, 32> key;
    std::ranges::copy(view.first<32>(), key.begin());
    if (!secret.empty()) {
      const Bytes mixed = concat({key, secret});
      SHA256(mixed.data(), mixed.size(), key.data());
    }
    return {key, view.last<16>()};
  }

  static Bytes through(crypto::Aes256Ctr& stream, BytesView bytes) {
    Bytes copy(bytes.begin(), bytes.end());
    stream.apply(copy);
    return copy;
  }

  crypto::Aes256Ctr from_client_;
  crypto::Aes256Ctr to_client_;
  std::array<std::uint8_t, 64> header_{};
};

}  // namespace strata::mtproto::transport_test
