// MTProto 2.0 as the server speaks it, written for the tests on OpenSSL's primitives alone.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstdint>
#include <optional>

namespace strata::mtproto::session_test {

/// Which way a packet goes: the `x` of the key derivation.
enum class Way : std::size_t { to_server = 0, to_client = 8 };

/// The test key of the published vectors: 00 01 … ff.
[[nodiscard]] Bytes test_key();

/// auth_key_id: the last eight bytes of SHA-1, little-endian.
[[nodiscard]] std::uint64_t key_id(BytesView key);

/// Encrypts `plain` (a multiple of 16 bytes) and puts key id and msg_key in front.
[[nodiscard]] Bytes encrypt(BytesView key, Way way, BytesView plain);

/// Decrypts a packet, or gives nothing when key id or msg_key are wrong.
[[nodiscard]] std::optional<Bytes> decrypt(BytesView key, Way way, BytesView packet);

/// The token by which a server acknowledges a packet of the client quickly.
[[nodiscard]] std::uint32_t quick_ack_token(BytesView key, BytesView plain);

/// The same scheme as MTProto 1.0 had it (SHA-1), which must not be accepted any more.
[[nodiscard]] Bytes encrypt_v1(BytesView key, Way way, BytesView plain, std::size_t unpadded_size);

}  // namespace strata::mtproto::session_test
