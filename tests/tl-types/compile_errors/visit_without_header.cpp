// visit() needs the header of the type.
#include "strata/tl/fwd.hpp"

void look(const strata::tl::enums::InputPeer& peer) {
  peer.visit([](const auto&) {});
}
