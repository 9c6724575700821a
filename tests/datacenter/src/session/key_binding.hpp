// Binding a temporary key to a permanent one.
#pragma once

#include "core/core.hpp"

namespace strata::datacenter {

/// auth.bindTempAuthKey. Spec: core.telegram.org/method/auth.bindTempAuthKey
[[nodiscard]] RpcResult bind_temporary_key(Core& core, Session& session, std::int64_t msg_id,
                                           const Object& request);

}  // namespace strata::datacenter
