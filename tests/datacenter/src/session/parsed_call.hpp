// A call with its wrappers taken off.
#pragma once

#include "strata/datacenter/rpc.hpp"

#include <optional>
#include <vector>

namespace strata::datacenter {

struct ParsedCall {
  Object request;
  /// Of invokeWithLayer.
  std::optional<int> layer;
  /// Of initConnection.
  std::optional<ClientInfo> client;
  bool without_updates = false;
  /// Of invokeAfterMsg and invokeAfterMsgs: must have been executed before.
  std::vector<std::int64_t> after;
};

}  // namespace strata::datacenter
