// Requests that cannot be sent and answers that do not decode, as errors that name the method.
#include "strata/client/invoker.hpp"

#include "rpc/methods.hpp"

namespace strata::detail {

void throw_undecodable(std::uint32_t method, const Error& error) {
  throw DecodeError(error.code(), "the answer to " + method_name(method) +
                                      " does not decode: " + error.message());
}

asio::awaitable<RawAnswer> refuse_request(std::uint32_t method, Error error) {
  throw Error(ClientErrc::invalid_argument,
              method_name(method) + " cannot be sent: " + error.message());
  co_return RawAnswer();
}

}  // namespace strata::detail
