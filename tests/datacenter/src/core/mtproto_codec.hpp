// The codec of MTProto's own messages.
#pragma once

#include "strata/datacenter/codec.hpp"

namespace strata::datacenter {

/// Loaded from the embedded schema at first use; the same for every layer of the API.
[[nodiscard]] const Codec& mtproto_codec();

}  // namespace strata::datacenter
