// The texts of the error codes.
#include "strata/tl/json_errors.hpp"

namespace strata::tl {
namespace {

class JsonCategory final : public std::error_category {
 public:
  const char* name() const noexcept override { return "strata.tl.json"; }
  std::string message(int value) const override {
    switch (static_cast<JsonErrc>(value)) {
      case JsonErrc::malformed:
        return "not JSON";
      case JsonErrc::wrong_kind:
        return "a JSON value of another kind than the field";
      case JsonErrc::out_of_range:
        return "a value that the field cannot hold";
      case JsonErrc::bad_base64:
        return "not base64";
      case JsonErrc::missing_constructor:
        return "an object without the name of its constructor in \"_\"";
      case JsonErrc::unknown_constructor:
        return "unknown constructor";
      case JsonErrc::wrong_type:
        return "constructor of another type";
      case JsonErrc::unknown_field:
        return "a field that the constructor does not have";
      case JsonErrc::duplicate_field:
        return "a field that is given twice";
      case JsonErrc::missing_field:
        return "a required field is absent";
      case JsonErrc::missing_companion:
        return "a field is absent while another one of the same flag is there";
      case JsonErrc::too_deep:
        return "objects nested too deep";
      case JsonErrc::too_large:
        return "objects too large for the memory limit";
    }
    return "unknown JSON error";
  }
};

}  // namespace

const std::error_category& json_category() noexcept {
  static const JsonCategory category;
  return category;
}
std::error_code make_error_code(JsonErrc code) noexcept {
  return {static_cast<int>(code), json_category()};
}

}  // namespace strata::tl
