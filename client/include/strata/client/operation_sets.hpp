// The operation sets that Client is made of; a new one adds an include and a line here.
#pragma once

#include "strata/client/operation_set.hpp"

namespace strata::detail {

/// Joins operation sets; all share the one invoker in their virtual base.
template <class... Sets>
class Join : public Sets... {};

using OperationSets = Join<
    // AuthApi, MessagesApi, …
    >;

}  // namespace strata::detail
