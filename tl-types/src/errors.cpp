// The texts of the error codes.
#include "strata/tl/errors.hpp"

namespace strata::tl {
namespace {

class DecodeCategory final : public std::error_category {
 public:
  const char* name() const noexcept override { return "strata.tl.decode"; }
  std::string message(int value) const override {
    switch (static_cast<DecodeErrc>(value)) {
      case DecodeErrc::truncated:
        return "the input ends inside a value";
      case DecodeErrc::unknown_constructor:
        return "unknown constructor";
      case DecodeErrc::wrong_type:
        return "constructor of another type";
      case DecodeErrc::bad_bool:
        return "a Bool that is neither true nor false";
      case DecodeErrc::bad_vector:
        return "a vector without its id";
      case DecodeErrc::bad_count:
        return "a vector that claims more elements than the input can hold";
      case DecodeErrc::too_deep:
        return "objects nested too deep";
      case DecodeErrc::too_large:
        return "objects too large for the memory limit";
      case DecodeErrc::trailing_bytes:
        return "bytes behind the end of the value";
    }
    return "unknown decode error";
  }
};

class EncodeCategory final : public std::error_category {
 public:
  const char* name() const noexcept override { return "strata.tl.encode"; }
  std::string message(int value) const override {
    switch (static_cast<EncodeErrc>(value)) {
      case EncodeErrc::missing_field:
        return "a required field is empty";
      case EncodeErrc::missing_companion:
        return "a field is absent while another one of the same flag is set";
      case EncodeErrc::too_long:
        return "a text or vector is too long for TL";
      case EncodeErrc::too_deep:
        return "objects nested too deep";
      case EncodeErrc::wrong_length:
        return "a length field disagrees with the bytes it describes";
    }
    return "unknown encode error";
  }
};

}  // namespace

const std::error_category& decode_category() noexcept {
  static const DecodeCategory category;
  return category;
}
const std::error_category& encode_category() noexcept {
  static const EncodeCategory category;
  return category;
}
std::error_code make_error_code(DecodeErrc code) noexcept {
  return {static_cast<int>(code), decode_category()};
}
std::error_code make_error_code(EncodeErrc code) noexcept {
  return {static_cast<int>(code), encode_category()};
}

}  // namespace strata::tl
