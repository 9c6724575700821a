// The arithmetic of the test server, on OpenSSL alone: nothing here is the client's code.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstdint>
#include <string>

namespace strata::mtproto::handshake_test {

/// Big-endian numbers without leading zeros.
[[nodiscard]] Bytes power_mod(BytesView base, BytesView exponent, BytesView modulus);
[[nodiscard]] Bytes power_of_two(int exponent);
[[nodiscard]] Bytes add(BytesView a, std::uint64_t b);
[[nodiscard]] Bytes subtract(BytesView a, BytesView b);
[[nodiscard]] Bytes number(std::uint64_t value);
/// `value` in exactly `size` bytes.
[[nodiscard]] Bytes padded_to(BytesView value, std::size_t size);
/// The prime of a named Diffie-Hellman group, such as "ffdhe2048".
[[nodiscard]] Bytes group_prime(const std::string& group);

[[nodiscard]] Bytes sha1(BytesView data);
[[nodiscard]] Bytes sha256(BytesView data);

/// AES-256 in IGE mode, written down as the specification has it, on single blocks.
[[nodiscard]] Bytes ige_encrypt(BytesView data, BytesView key, BytesView iv);
[[nodiscard]] Bytes ige_decrypt(BytesView data, BytesView key, BytesView iv);

/// Modulus, public and private exponent of a PEM text.
struct RsaKeyPair {
  Bytes n;
  Bytes e;
  Bytes d;
};
[[nodiscard]] RsaKeyPair read_private_key(const char* pem);

}  // namespace strata::mtproto::handshake_test
