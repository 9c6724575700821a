// Calls of the update center: they do not keep the client alive, and tell errors as values.
#pragma once

#include "strata/base/result.hpp"
#include "strata/client/as_result.hpp"
#include "strata/client/errors.hpp"
#include "strata/client/invoker.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"

#include <asio/awaitable.hpp>

#include <memory>
#include <utility>

namespace strata::updates {

/// Calls a method with an encoded request. Gives ClientErrc::closed once the client is gone.
asio::awaitable<Result<RawAnswer>> fetch_raw(std::weak_ptr<Invoker> invoker, Bytes request);

/// An answer, shared by the updates made of it.
template <class F>
using FetchedAnswer = std::shared_ptr<const tl::Object<typename F::Result>>;

/// Decodes an answer to `F`.
template <class F>
Result<FetchedAnswer<F>> read_answer(const RawAnswer& answer) {
  Result<tl::Object<typename F::Result>> decoded = tl::decode<typename F::Result>(answer.bytes());
  if (!decoded) return fail(std::move(decoded).error());
  return std::make_shared<const tl::Object<typename F::Result>>(std::move(*decoded));
}

/// Calls a method; an answer that cannot be read gives an error of DecodeErrc.
template <class F>
asio::awaitable<Result<FetchedAnswer<F>>> fetch(std::weak_ptr<Invoker> invoker, F request) {
  Result<Bytes> encoded = tl::to_bytes(request);
  if (!encoded) co_return fail(std::move(encoded).error());
  Bytes body = std::move(*encoded);
  const Result<RawAnswer> answer = co_await fetch_raw(std::move(invoker), std::move(body));
  if (!answer) co_return fail(answer.error());
  co_return read_answer<F>(*answer);
}

}  // namespace strata::updates
