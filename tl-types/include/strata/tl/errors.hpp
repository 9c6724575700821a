// The errors of decoding and encoding TL.
#pragma once

#include "strata/base/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>

namespace strata::tl {

/// Why bytes are not the TL value that they were taken for.
enum class DecodeErrc {
  truncated = 1,        ///< The input ends inside a value, or a text is longer than the input.
  unknown_constructor,  ///< An id that the schema does not have.
  wrong_type,           ///< A known id, but of another type than the schema wants here.
  bad_bool,             ///< A Bool that is neither boolTrue nor boolFalse.
  bad_vector,           ///< A boxed vector without the id of vectors.
  bad_count,            ///< A vector that claims more elements than the bytes left can hold.
  too_deep,             ///< Objects nested deeper than the limit.
  too_large,            ///< The objects would take more memory than the limit.
  trailing_bytes,       ///< Bytes follow a value that must be the last.
};

/// Why a value cannot be written.
enum class EncodeErrc {
  missing_field = 1,  ///< A required boxed field is empty.
  missing_companion,  ///< A conditional field is absent while another one of the same flag is set.
  too_long,           ///< A text above 16 MiB or a vector above 2^31 elements.
  too_deep,           ///< Objects nested deeper than any decoder accepts.
  wrong_length,       ///< A field that gives the length of another one does not agree with it.
};

[[nodiscard]] const std::error_category& decode_category() noexcept;
[[nodiscard]] const std::error_category& encode_category() noexcept;

[[nodiscard]] std::error_code make_error_code(DecodeErrc code) noexcept;
[[nodiscard]] std::error_code make_error_code(EncodeErrc code) noexcept;

/// Where decoding stopped: `error.detail<DecodeDetail>()`.
class DecodeDetail : public ErrorDetail {
 public:
  DecodeDetail(std::string message, std::size_t offset, std::uint32_t id, std::string path)
      : ErrorDetail(std::move(message)), offset_(offset), id_(id), path_(std::move(path)) {}

  /// The byte of the input where the value stands that could not be read.
  [[nodiscard]] std::size_t offset() const noexcept { return offset_; }
  /// The constructor id that was not expected; 0 for other errors.
  [[nodiscard]] std::uint32_t id() const noexcept { return id_; }
  /// The fields from the outermost object to that value: `messages.messages.messages[3].media`.
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  std::size_t offset_;
  std::uint32_t id_;
  std::string path_;
};

}  // namespace strata::tl

template <>
struct std::is_error_code_enum<strata::tl::DecodeErrc> : std::true_type {};
template <>
struct std::is_error_code_enum<strata::tl::EncodeErrc> : std::true_type {};
