// The errors of reading TL values from JSON.
#pragma once

#include "strata/base/error.hpp"

#include <cstddef>
#include <string>
#include <system_error>
#include <utility>

namespace strata::tl {

/// Why a text is not the TL value that it was taken for.
enum class JsonErrc {
  malformed = 1,        ///< Not JSON, or not UTF-8.
  wrong_kind,           ///< A number where a text must stand, an array where an object must, …
  out_of_range,         ///< A number that the field cannot hold, or bytes of another length.
  bad_base64,           ///< Bytes that are not padded, canonical base64.
  missing_constructor,  ///< An object without its `_`.
  unknown_constructor,  ///< A name that the schema does not have.
  wrong_type,           ///< A known name, but of another type than the schema wants here.
  unknown_field,        ///< A field that the constructor does not have.
  duplicate_field,      ///< A field that stands twice in its object.
  missing_field,        ///< A required field that is absent or null.
  missing_companion,    ///< A field is absent while another one of the same flag is there.
  too_deep,             ///< Objects nested deeper than the limit.
  too_large,            ///< The objects would take more memory than the limit.
};

[[nodiscard]] const std::error_category& json_category() noexcept;
[[nodiscard]] std::error_code make_error_code(JsonErrc code) noexcept;

/// Where reading stopped: `error.detail<JsonDetail>()`.
class JsonDetail : public ErrorDetail {
 public:
  JsonDetail(std::string message, std::size_t offset, std::string path)
      : ErrorDetail(std::move(message)), offset_(offset), path_(std::move(path)) {}

  /// For what is no JSON, the byte of the text where that shows; 0 for other errors.
  [[nodiscard]] std::size_t offset() const noexcept { return offset_; }
  /// The fields from the outermost object to the value: `messages.messages.messages[3].media`.
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  std::size_t offset_;
  std::string path_;
};

}  // namespace strata::tl

template <>
struct std::is_error_code_enum<strata::tl::JsonErrc> : std::true_type {};
