// A box takes constructors of its own type only.
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/types/peer.hpp"

const strata::tl::types::PeerUser peer{.user_id = 1};
const strata::tl::functions::messages::SendMessage call{.peer = peer, .message = "x"};
