// Result<T>: a value or an Error, the return type of everything below the client.
#pragma once

#include "strata/base/error.hpp"

#include <tl/expected.hpp>

namespace strata {

/// A `T`, or the Error that prevented it.
template <class T>
using Result = ::tl::expected<T, Error>;

/// Success, or the Error that prevented it.
using Status = Result<void>;

/// The failing side of a Result: `return fail(Errc::bad_length, "frame of 3 bytes");`.
[[nodiscard]] inline ::tl::unexpected<Error> fail(std::error_code code, std::string message) {
  return ::tl::unexpected<Error>(Error(code, std::move(message)));
}

/// Passes an Error on: `if (!keys) return fail(std::move(keys).error());`.
[[nodiscard]] inline ::tl::unexpected<Error> fail(Error error) {
  return ::tl::unexpected<Error>(std::move(error));
}

}  // namespace strata
