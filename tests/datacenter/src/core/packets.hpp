// What a packet is: a plain message of the key exchange, or an encrypted one.
#pragma once

#include "core/core.hpp"

namespace strata::datacenter {

void on_packet(Core& core, Connection& connection, const ClientPacket& packet);

}  // namespace strata::datacenter
