// The texts of the error codes.
#include "strata/tl_gen/errors.hpp"

#include <string>

namespace strata::tl_gen {
namespace {

class Category final : public std::error_category {
 public:
  const char* name() const noexcept override { return "strata.tl_gen"; }
  std::string message(int value) const override {
    switch (static_cast<Errc>(value)) {
      case Errc::bad_schema:
        return "the schema cannot be expressed in C++";
      case Errc::bad_options:
        return "an option makes no sense";
      case Errc::cannot_read:
        return "a file cannot be read";
      case Errc::cannot_write:
        return "a file cannot be written";
    }
    return "unknown generator error";
  }
};

}  // namespace

const std::error_category& category() noexcept {
  static const Category instance;
  return instance;
}

std::error_code make_error_code(Errc code) noexcept { return {static_cast<int>(code), category()}; }

}  // namespace strata::tl_gen
