// Finds the update center of a client and does something with it on its strand.
#include "updates/on_center.hpp"

#include "core/on_strand.hpp"
#include "updates/update_center.hpp"

#include <utility>

namespace strata::updates {

namespace {

asio::awaitable<bool> run(std::shared_ptr<UpdateCenter> center, CenterStep step) {
  step(*center);
  co_return true;
}

}  // namespace

std::shared_ptr<UpdateCenter> center_of(const Invoker& invoker) {
  return std::dynamic_pointer_cast<UpdateCenter>(invoker.update_sink());
}

asio::awaitable<void> on_center(std::shared_ptr<Invoker> invoker, CenterStep step) {
  const std::shared_ptr<UpdateCenter> center = center_of(*invoker);
  if (!center) co_return;
  asio::awaitable<bool> pending = run(center, std::move(step));
  co_await detail::on_strand(center->strand(), std::move(pending));
}

}  // namespace strata::updates
