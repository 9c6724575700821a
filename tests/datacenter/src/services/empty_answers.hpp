// The methods that clients call at start-up and whose honest answer here is "none".
#pragma once

#include "services/call.hpp"

namespace strata::datacenter {

/// A method that always answers the same.
struct EmptyAnswer {
  std::string_view method;
  Caller caller = Caller::people;
  RpcResult answer;
  /// The layer that brought the method, where it is a recent one.
  int since = 0;
};

[[nodiscard]] std::vector<EmptyAnswer> empty_answers();

}  // namespace strata::datacenter
