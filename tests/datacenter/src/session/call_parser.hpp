// Takes the wrappers off a call.
#pragma once

#include "core/layers.hpp"
#include "session/parsed_call.hpp"

#include <variant>

namespace strata::datacenter {

/// Reads `invokeWithLayer(227, initConnection(…, messages.sendMessage(…)))` and the like, each
/// wrapper in the layer that is known by then. `layer` is that of the key so far, or 0.
/// What cannot be read becomes the error to answer.
[[nodiscard]] std::variant<ParsedCall, RpcError> parse_call(const Layers& layers, int layer,
                                                            BytesView body);

}  // namespace strata::datacenter
