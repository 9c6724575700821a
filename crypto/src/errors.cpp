// The error category of strata::crypto.
#include "strata/crypto/errors.hpp"

#include <string>

namespace strata::crypto {
namespace {

class Category final : public std::error_category {
 public:
  [[nodiscard]] const char* name() const noexcept override { return "strata.crypto"; }

  [[nodiscard]] std::string message(int value) const override {
    switch (static_cast<Errc>(value)) {
      case Errc::bad_length:
        return "input of a length that this operation does not allow";
      case Errc::bad_pq:
        return "pq is not the product of two different odd primes below 2^63";
      case Errc::work_limit:
        return "the bounded search ended without a result";
      case Errc::cancelled:
        return "cancelled by the caller";
      case Errc::bad_rsa_key:
        return "not a 2048-bit RSA public key";
      case Errc::bad_generator:
        return "g is no acceptable generator for this prime";
      case Errc::bad_prime_size:
        return "the DH prime has not exactly 2048 bits";
      case Errc::not_safe_prime:
        return "the DH prime is not a safe prime";
      case Errc::public_value_range:
        return "a DH public value is out of range";
      case Errc::bad_auth_key:
        return "not a usable authorization key";
      case Errc::bad_packet:
        return "the packet cannot be opened with this key";
      case Errc::bad_srp_parameters:
        return "the server's password parameters are unsafe";
      case Errc::offset_limit:
        return "the file offset cannot be expressed by the CDN counter";
      case Errc::library_failure:
        return "OpenSSL refused (out of memory or provider missing)";
    }
    return "unknown error of strata.crypto";
  }
};

}  // namespace

const std::error_category& error_category() noexcept {
  static const Category category;
  return category;
}

}  // namespace strata::crypto
