// Reads whom a request means: InputPeer and InputUser.
#pragma once

#include "services/call.hpp"

namespace strata::datacenter {

/// The peer that an InputPeer names. PEER_ID_INVALID, CHANNEL_INVALID, CHAT_ID_INVALID.
[[nodiscard]] Outcome<PeerId> input_peer(const Call& call, const Object& input);
/// The account that an InputUser names. USER_ID_INVALID.
[[nodiscard]] Outcome<UserId> input_user(const Call& call, const Object& input);

}  // namespace strata::datacenter
