// The error category of the data centre.
#include "strata/datacenter/errors.hpp"

#include <string>

namespace strata::datacenter {
namespace {

const char* text_of(Errc code) noexcept {
  switch (code) {
    case Errc::bad_schema:
      return "the schema is not valid";
    case Errc::malformed:
      return "malformed TL bytes";
    case Errc::unknown_constructor:
      return "unknown constructor";
    case Errc::type_mismatch:
      return "constructor of another type";
    case Errc::missing_field:
      return "required field is absent";
    case Errc::unknown_field:
      return "the constructor has no such field";
    case Errc::bad_value:
      return "value of the wrong kind or range";
    case Errc::too_complex:
      return "nested too deep or too large";
    case Errc::bad_key:
      return "not a usable RSA key";
    case Errc::bad_packet:
      return "the packet does not decrypt";
    case Errc::bad_frame:
      return "not a frame of any transport";
    case Errc::cannot_listen:
      return "cannot listen on the address";
  }
  return "unknown error of the data centre";
}

class Category final : public std::error_category {
 public:
  const char* name() const noexcept override { return "strata.datacenter"; }
  std::string message(int code) const override { return text_of(static_cast<Errc>(code)); }
};

}  // namespace

const std::error_category& error_category() noexcept {
  static const Category category;
  return category;
}

std::error_code make_error_code(Errc code) noexcept {
  return {static_cast<int>(code), error_category()};
}

}  // namespace strata::datacenter
