// Requests that cannot be sent and answers that do not decode, as errors that name the method.
#include "strata/client/invoker.hpp"

#include "rpc/methods.hpp"

#include "strata/client/account.hpp"
#include "strata/client/update_sink.hpp"

#include <asio/dispatch.hpp>

namespace strata {

asio::awaitable<void> Invoker::forget_login() {
  account().clear();
  co_return;
}

// Spec: core.telegram.org/mtproto/service_messages#response-to-an-rpc-query (B-73)
void Invoker::on_undecodable(std::uint32_t method, const Error& /*why*/) {
  if (!detail::returns_updates(method)) return;
  asio::dispatch(strand(), [weak = weak_from_this()] {
    const auto self = weak.lock();
    const auto sink = self ? self->update_sink() : nullptr;
    if (sink) sink->on_gap(UpdateGap::undecodable);
  });
}

}  // namespace strata

namespace strata::detail {

void throw_undecodable(const std::weak_ptr<Invoker>& invoker, std::uint32_t method,
                       const Error& error) {
  if (const auto alive = invoker.lock()) alive->on_undecodable(method, error);
  throw DecodeError(error.code(), "the answer to " + method_name(method) +
                                      " does not decode: " + error.message());
}

asio::awaitable<RawAnswer> refuse_request(std::uint32_t method, Error error) {
  throw Error(ClientErrc::invalid_argument,
              method_name(method) + " cannot be sent: " + error.message());
  co_return RawAnswer();
}

}  // namespace strata::detail
