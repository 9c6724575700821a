// How the client introduces itself to the server.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/client/config.hpp"

namespace strata::detail {

/// Who hears the introduction: Telegram, or a CDN, which belongs to somebody else and learns
/// nothing of the user's device and languages.
// Spec: core.telegram.org/cdn (B-83)
enum class Introduction { full, anonymous };

/// The bytes of invokeWithLayer(LAYER, initConnection(…, query)) up to the query.
// Spec: core.telegram.org/api/invoking#saving-client-info (B-82)
[[nodiscard]] Result<Bytes> init_connection_prefix(const ClientConfig& config,
                                                   Introduction kind = Introduction::full);

}  // namespace strata::detail
