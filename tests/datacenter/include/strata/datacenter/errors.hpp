// What can go wrong inside the local data centre, as error codes.
#pragma once

#include <system_error>

namespace strata::datacenter {

/// Codes of the errors that the data centre reports to whoever runs it. What clients do wrong is
/// answered on the wire and counted, not reported here.
enum class Errc {
  /// A schema text does not parse or contradicts itself.
  bad_schema = 1,
  /// Bytes end early, a length is impossible, or something follows the object.
  malformed,
  /// A constructor or function id that the layer does not know, or a name it does not have.
  unknown_constructor,
  /// A constructor of another type than the one that stands here.
  type_mismatch,
  /// A required field is absent.
  missing_field,
  /// A field that the constructor does not have.
  unknown_field,
  /// A value of another kind than the field, or out of its range.
  bad_value,
  /// Nested deeper, or made of more values, than a packet may be.
  too_complex,
  /// A key file that does not hold an RSA key of 2048 bits, or cannot be read or written.
  bad_key,
  /// The packet does not decrypt: wrong key, wrong hash or wrong length.
  bad_packet,
  /// A stream of bytes that no transport sends.
  bad_frame,
  /// The address cannot be listened on.
  cannot_listen,
};

[[nodiscard]] const std::error_category& error_category() noexcept;
[[nodiscard]] std::error_code make_error_code(Errc code) noexcept;

}  // namespace strata::datacenter

template <>
struct std::is_error_code_enum<strata::datacenter::Errc> : std::true_type {};
