// Finds the Error in whatever an operation threw.
#include "strata/client/as_result.hpp"

#include "strata/client/errors.hpp"

#include <asio/error.hpp>

#include <system_error>

namespace strata {

Error error_from(std::exception_ptr exception) {
  try {
    std::rethrow_exception(std::move(exception));
  } catch (const Error& error) {
    return error;
  } catch (const std::system_error& error) {
    if (error.code() == asio::error::operation_aborted) return Cancelled();
    return Error(error.code(), error.what());
  }
}

}  // namespace strata
