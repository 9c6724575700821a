// A box is asked only for constructors of its own type.
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/peer.hpp"
namespace api = strata::tl;
const api::enums::InputPeer box;
const auto* found = box.get_if<api::types::PeerUser>();
