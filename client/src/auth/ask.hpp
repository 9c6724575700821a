// ask: calls a login method and gives Telegram's refusal as a value.
#pragma once

#include "strata/base/result.hpp"
#include "strata/client/errors.hpp"
#include "strata/client/invoker.hpp"
#include "strata/tl/object.hpp"

#include <asio/awaitable.hpp>

#include <memory>
#include <optional>
#include <utility>

namespace strata::auth {

template <tl::RemoteCall F>
using Answer = std::shared_ptr<const tl::Object<typename F::Result>>;

/// The answer, or the RpcError that came instead; every other failure is thrown. A co_await cannot
/// stand in a handler, so whoever goes on after a refusal needs it as a value. What `request`
/// refers to lives until the operation ends.
template <tl::RemoteCall F>
asio::awaitable<::tl::expected<Answer<F>, RpcError>> ask(std::shared_ptr<Invoker> invoker,
                                                         F request) {
  std::optional<RpcError> refusal;
  try {
    auto answer = co_await invoker->invoke(request);
    co_return std::make_shared<const tl::Object<typename F::Result>>(std::move(answer));
  } catch (const RpcError& error) {
    refusal = error;
  }
  co_return ::tl::make_unexpected(*std::move(refusal));
}

}  // namespace strata::auth
