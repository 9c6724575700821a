// The shared steps of a data centre.
#include "core/core.hpp"

#include "session/delivery.hpp"
#include "session/session.hpp"

namespace strata::datacenter {

Core::Core(EngineOptions the_options, Layers the_layers)
    : options(std::move(the_options)),
      layers(std::move(the_layers)),
      random(make_random(options.seed)),
      server_key(options.key ? *options.key : ServerKey::of_this_process()),
      handshakes(server_key, *random, [this](std::uint64_t id) { return keys.contains(id); }) {
  if (options.strict) handshakes.settings().only_dc = options.dc_id;
}

Core::~Core() = default;

std::int32_t Core::now() const {
  return static_cast<std::int32_t>(std::chrono::duration_cast<std::chrono::seconds>(now_).count());
}

void Core::schedule(std::chrono::nanoseconds delay, std::function<void()> task) {
  timers.add(now_ + delay, std::move(task));
}

std::vector<ClientSession*> Core::update_sessions(std::uint64_t permanent_key_id) {
  std::vector<ClientSession*> sessions;
  for (const std::uint64_t id : keys.family_of(permanent_key_id)) {
    AuthKey* const key = keys.find(id, now_);
    if (key == nullptr) continue;
    for (const auto& [session_id, session] : key->sessions) {
      if (session->wants_updates()) sessions.push_back(session.get());
    }
  }
  return sessions;
}

void Core::destroy_key(std::uint64_t permanent_key_id) {
  for (const std::uint64_t id : keys.family_of(permanent_key_id)) doom_key(id);
}

Connection* Core::find(ConnectionId id) {
  const auto found = connections.find(id);
  return found == connections.end() || found->second.is_closed ? nullptr : &found->second;
}

void Core::send(Connection& connection, BytesView payload) {
  if (connection.is_closed) return;
  accounting.count([](Counters& counters) { ++counters.packets_sent; });
  connection.stream.send(payload);
  write_output(connection);
}

void Core::send_error(Connection& connection, std::int32_t code) {
  if (connection.is_closed) return;
  accounting.count([](Counters& counters) { ++counters.transport_errors_sent; });
  connection.stream.send_error(code);
  write_output(connection);
}

void Core::write_output(Connection& connection) {
  Bytes output = connection.stream.take_output();
  if (output.empty() || connection.is_closed) return;
  accounting.count([&](Counters& counters) { counters.bytes_sent += output.size(); });
  connection.sink.write(std::move(output));
}

void Core::close(Connection& connection, std::string_view why) {
  if (connection.is_closed) return;
  log("connection " + std::to_string(connection.id) + " closed: " + std::string(why));
  connection.is_closed = true;
  connection.sink.close();
}

void Core::mark_dirty(Session& session) {
  dirty_.emplace(session.auth_key_id(), session.session_id());
}

std::vector<std::shared_ptr<Session>> Core::take_dirty() {
  std::vector<std::shared_ptr<Session>> sessions;
  for (const auto& [key_id, session_id] : std::exchange(dirty_, {})) {
    AuthKey* const key = keys.find(key_id, now_);
    if (key == nullptr) continue;
    const auto found = key->sessions.find(session_id);
    if (found != key->sessions.end()) sessions.push_back(found->second);
  }
  return sessions;
}

void Core::end_session(AuthKey& key, std::int64_t session_id) {
  const auto found = key.sessions.find(session_id);
  if (found == key.sessions.end()) return;
  const std::shared_ptr<Session> session = found->second;
  for (const auto& service : services) service->on_session_closed(*session);
  key.sessions.erase(session_id);
}

void Core::run_due_timers() {
  while (const Timers::Task task = timers.take_due(now_)) task();
}

void Core::finish() {
  flush_sessions(*this);
  remove_doomed();
  std::erase_if(connections, [&](const auto& entry) {
    if (!entry.second.is_closed) return false;
    accounting.count([](Counters& counters) { --counters.connections_open; });
    return true;
  });
}

void Core::remove_doomed() {
  for (const std::uint64_t id : std::exchange(doomed_, {})) {
    const std::unique_ptr<AuthKey> key = keys.remove(id);
    if (key == nullptr) continue;
    std::set<ConnectionId> used;
    while (!key->sessions.empty()) {
      const auto& [session_id, session] = *key->sessions.begin();
      used.insert(session->connection);
      end_session(*key, std::int64_t{session_id});
    }
    for (const ConnectionId connection : used) {
      if (Connection* const open = find(connection)) close(*open, "its key was destroyed");
    }
    if (key->is_temporary()) continue;
    for (const auto& service : services) service->on_key_destroyed(id);
  }
}

}  // namespace strata::datacenter
