// One connection of a client.
#pragma once

#include "transport/server_stream.hpp"

#include "strata/datacenter/engine.hpp"

#include <chrono>
#include <optional>

namespace strata::datacenter {

struct Connection {
  using Clock = std::chrono::nanoseconds;

  Connection(ConnectionId the_id, ConnectionSink& the_sink, ServerStream the_stream, Clock now)
      : id(the_id), sink(the_sink), stream(std::move(the_stream)), last_packet(now) {}

  ConnectionId id;
  ConnectionSink& sink;
  ServerStream stream;
  Clock last_packet;
  std::uint64_t packets = 0;
  /// Of ping_delay_disconnect (B-90).
  std::optional<Clock> disconnect_at;
  /// Nothing is read or written any more; removed at the end of the current step.
  bool is_closed = false;
};

}  // namespace strata::datacenter
