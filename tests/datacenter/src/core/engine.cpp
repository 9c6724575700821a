// The public face of the core.
#include "strata/datacenter/engine.hpp"

#include "core/core.hpp"
#include "core/packets.hpp"
#include "session/session.hpp"

namespace strata::datacenter {
namespace {

/// How long a connection may be silent.
Core::Clock patience(const Core& core, const Connection& connection) {
  return connection.packets == 0 ? core.options.first_packet_timeout : core.options.idle_timeout;
}

/// Closes connections on which nothing arrives; looks again when they could have become idle.
void watch_idle(Core& core, ConnectionId id) {
  const Connection* const connection = core.find(id);
  if (connection == nullptr) return;
  core.timers.add(connection->last_packet + patience(core, *connection), [&core, id] {
    Connection* const open = core.find(id);
    if (open == nullptr) return;
    if (open->last_packet + patience(core, *open) <= core.unix_time()) {
      core.close(*open, "nothing came for too long");
    } else {
      watch_idle(core, id);
    }
  });
}

void read_packets(Core& core, Connection& connection) {
  while (!connection.is_closed) {
    auto packet = connection.stream.next();
    if (!packet) {
      core.accounting.count([](Counters& counters) { ++counters.broken_streams; });
      core.close(connection, packet.error().message());
      return;
    }
    core.write_output(connection);
    if (!packet->has_value()) return;
    on_packet(core, connection, **packet);
  }
}

}  // namespace

class Engine::Impl {
 public:
  Impl(EngineOptions options, Layers layers) : core(std::move(options), std::move(layers)) {}

  Core core;
  ConnectionId last_connection = 0;
};

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::create(EngineOptions options) {
  auto layers = Layers::load(options.schemas);
  if (!layers) return fail(std::move(layers).error());
  auto impl = std::make_unique<Impl>(std::move(options), *std::move(layers));
  return std::unique_ptr<Engine>(new Engine(std::move(impl)));
}

void Engine::add_service(std::unique_ptr<Service> service) {
  service->install(impl_->core.dispatcher, impl_->core);
  impl_->core.services.push_back(std::move(service));
}

void Engine::set_endpoint(std::string address, std::uint16_t port) {
  impl_->core.endpoint_address = std::move(address);
  impl_->core.endpoint_port = port;
}

ConnectionId Engine::open(Clock now, ConnectionSink& sink) {
  Core& core = impl_->core;
  const ConnectionId id = ++impl_->last_connection;
  core.step(now, [&] {
    core.accounting.count([](Counters& counters) {
      ++counters.connections_opened;
      ++counters.connections_open;
    });
    ServerStream stream(*core.random, core.options.proxy_secrets);
    const auto added = core.connections.try_emplace(id, id, sink, std::move(stream), now);
    if (core.faults.refuse_connections) core.close(added.first->second, "a test wants it");
    watch_idle(core, id);
  });
  return id;
}

void Engine::receive(Clock now, ConnectionId id, BytesView bytes) {
  Core& core = impl_->core;
  core.step(now, [&] {
    Connection* const connection = core.find(id);
    if (connection == nullptr) return;
    core.accounting.count([&](Counters& counters) { counters.bytes_received += bytes.size(); });
    connection->stream.receive(bytes);
    read_packets(core, *connection);
  });
}

void Engine::closed(Clock now, ConnectionId id) {
  Core& core = impl_->core;
  core.step(now, [&] {
    if (Connection* const connection = core.find(id)) connection->is_closed = true;
  });
}

void Engine::advance(Clock now) {
  impl_->core.step(now, [] {});
}

std::optional<Engine::Clock> Engine::deadline() const { return impl_->core.timers.next(); }

const ServerKey& Engine::key() const noexcept { return impl_->core.server_key; }
Host& Engine::host() noexcept { return impl_->core; }
Counters Engine::counters() const { return impl_->core.accounting.snapshot(); }
Faults& Engine::faults() noexcept { return impl_->core.faults; }

void Engine::drop_connections(Clock now) {
  Core& core = impl_->core;
  core.step(now, [&] {
    for (auto& [id, connection] : core.connections) core.close(connection, "a test wants it");
  });
}

void Engine::forget_salts(Clock now) {
  Core& core = impl_->core;
  core.step(now, [&] {
    for (AuthKey* const key : core.keys.all()) key->salts.forget(core.unix_time(), *core.random);
  });
}

void Engine::forget_sessions(Clock now) {
  Core& core = impl_->core;
  core.step(now, [&] {
    for (AuthKey* const key : core.keys.all()) {
      while (!key->sessions.empty()) {
        core.end_session(*key, std::int64_t{key->sessions.begin()->first});
      }
    }
  });
}

void Engine::forget_temporary_keys(Clock now) {
  Core& core = impl_->core;
  core.step(now, [&] {
    for (const AuthKey* const key : core.keys.all()) {
      if (key->is_temporary()) core.doom_key(key->id);
    }
  });
}

void Engine::forget_keys(Clock now) {
  Core& core = impl_->core;
  core.step(now, [&] {
    for (const AuthKey* const key : core.keys.all()) core.doom_key(key->id);
  });
}

}  // namespace strata::datacenter
