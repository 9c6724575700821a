// Maps the few protocol errors that concern single calls.
#include "core/translate_error.hpp"

#include "strata/client/errors.hpp"
#include "strata/mtproto/errors.hpp"

namespace strata::detail {

Error to_client_error(const Error& error) {
  if (error.code() == mtproto::Errc::unknown_outcome) return Error(ClientErrc::unknown_outcome);
  if (error.code() == mtproto::Errc::overloaded) return Error(ClientErrc::overloaded);
  if (error.code() == mtproto::Errc::session_closed) return Error(ClientErrc::closed);
  return error;
}

}  // namespace strata::detail
