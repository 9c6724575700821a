// The name of one call, the same however often its message is sent again.
#pragma once

#include <cstdint>

namespace strata::mtproto {

/// Names one call of one Session from `enqueue` to its completion. A message that is sent again
/// gets a new msg_id; the call keeps its CallId. Never reused within a Session; `none` names no
/// call.
enum class CallId : std::uint64_t { none = 0 };

}  // namespace strata::mtproto
