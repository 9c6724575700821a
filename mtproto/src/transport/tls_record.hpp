// The header of a TLS record.
#pragma once

#include "strata/base/bytes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace strata::mtproto {

/// ```
///   | type | 03 03 | length: 2 bytes, BE | data
/// ```
inline constexpr std::size_t tls_header_size = 5;

enum class TlsRecordType : std::uint8_t {
  change_cipher_spec = 0x14,
  alert = 0x15,
  handshake = 0x16,
  application_data = 0x17,
};

/// The record by which a client says that it encrypts from now on.
inline constexpr std::array<std::uint8_t, 6> change_cipher_spec_record{0x14, 3, 3, 0, 1, 1};

[[nodiscard]] inline std::size_t tls_length(const std::uint8_t* header) noexcept {
  return header[3] * std::size_t{256} + header[4];
}

[[nodiscard]] inline bool is_tls_header(const std::uint8_t* header, TlsRecordType type) noexcept {
  return header[0] == static_cast<std::uint8_t>(type) && header[1] == 3 && header[2] == 3;
}

inline void write_tls_header(std::uint8_t* header, TlsRecordType type,
                             std::size_t length) noexcept {
  header[0] = static_cast<std::uint8_t>(type);
  header[1] = header[2] = 3;
  header[3] = static_cast<std::uint8_t>(length >> 8U);
  header[4] = static_cast<std::uint8_t>(length);
}

}  // namespace strata::mtproto
