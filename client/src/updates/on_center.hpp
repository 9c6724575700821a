// Finds the update center of a client and does something with it on its strand.
#pragma once

#include "strata/client/invoker.hpp"

#include <asio/awaitable.hpp>

#include <functional>
#include <memory>

namespace strata::updates {

class UpdateCenter;

/// The center that receives the client's updates; null when nobody does.
[[nodiscard]] std::shared_ptr<UpdateCenter> center_of(const Invoker& invoker);

using CenterStep = std::function<void(UpdateCenter&)>;

/// Does `step` on the center's strand; returns when it is done. Nothing without a center.
asio::awaitable<void> on_center(std::shared_ptr<Invoker> invoker, CenterStep step);

}  // namespace strata::updates
