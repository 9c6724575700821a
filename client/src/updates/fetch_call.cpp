// Calls of the update center, which hold no handle on the client while they wait.
#include "updates/fetch_call.hpp"

namespace strata::updates {

asio::awaitable<Result<RawAnswer>> fetch_raw(std::weak_ptr<Invoker> invoker, Bytes request) {
  std::shared_ptr<Invoker> alive = invoker.lock();
  if (!alive) co_return fail(ClosedError());
  RawCall call(std::move(request));
  asio::awaitable<RawAnswer> pending = alive->invoke_raw(std::move(call));
  alive.reset();
  co_return co_await as_result(std::move(pending));
}

}  // namespace strata::updates
