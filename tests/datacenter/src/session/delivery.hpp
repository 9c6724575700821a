// From the outbox of a session to sealed packets on its connection.
#pragma once

namespace strata::datacenter {

class Core;
class Session;

/// Sends what every session marked dirty has queued.
void flush_sessions(Core& core);

}  // namespace strata::datacenter
