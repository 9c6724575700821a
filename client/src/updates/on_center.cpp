// Finds the update center of a client and does something with it on its strand.
#include "updates/on_center.hpp"

#include "updates/update_center.hpp"

#include <asio/co_spawn.hpp>
#include <asio/use_awaitable.hpp>

#include <utility>

namespace strata::updates {

namespace {

asio::awaitable<void> run(std::shared_ptr<UpdateCenter> center, CenterStep step) {
  step(*center);
  co_return;
}

}  // namespace

std::shared_ptr<UpdateCenter> center_of(const Invoker& invoker) {
  return std::dynamic_pointer_cast<UpdateCenter>(invoker.update_sink());
}

asio::awaitable<void> on_center(std::shared_ptr<Invoker> invoker, CenterStep step) {
  const std::shared_ptr<UpdateCenter> center = center_of(*invoker);
  if (!center) co_return;
  asio::awaitable<void> pending = run(center, std::move(step));
  co_await asio::co_spawn(center->strand(), std::move(pending), asio::use_awaitable);
}

}  // namespace strata::updates
