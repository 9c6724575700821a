// A conditional box cannot refer to a temporary.
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/types/input_peer.hpp"

const strata::tl::functions::messages::SendMessage call{
    .message = "x", .send_as = strata::tl::types::InputPeerUser{.user_id = 1}};
