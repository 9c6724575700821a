// How the client introduces itself to the server.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/client/config.hpp"

namespace strata::detail {

/// The bytes of invokeWithLayer(LAYER, initConnection(…, query)) up to the query.
// Spec: core.telegram.org/api/invoking#saving-client-info (B-82)
[[nodiscard]] Result<Bytes> init_connection_prefix(const ClientConfig& config);

}  // namespace strata::detail
