// Pushes what happens in the world to the sessions of those concerned.
#include "services/publisher.hpp"

#include "services/render/updates.hpp"

namespace strata::datacenter {

Publisher::Publisher(ServiceState& state) : state_(state), observers_(state.world.observers()) {
  state_.world.add_observer(this);
}

Publisher::~Publisher() {
  // Handlers that an io_context never ran keep services until it ends, which may be after the
  // world.
  if (const auto observers = observers_.lock()) observers->remove(this);
}

std::vector<ClientSession*> Publisher::sessions_of(UserId owner, Origin except) const {
  std::vector<ClientSession*> sessions;
  if (state_.host == nullptr) return sessions;
  for (const KeyId key : state_.world.authorizations().keys_of(owner)) {
    for (ClientSession* session : state_.host->update_sessions(key)) {
      if (except.session == 0 || origin_of(*session).session != except.session) {
        sessions.push_back(session);
      }
    }
  }
  return sessions;
}

void Publisher::on_event(UserId owner, const Event& event, Origin origin) {
  const std::vector<ClientSession*> sessions = sessions_of(owner, origin);
  if (sessions.empty()) return;
  const View view{state_.world, owner, state_.now()};
  const auto update = render_event(view, event);
  if (!update) return;
  const Object updates = render_envelope(view, {*update});
  for (ClientSession* session : sessions) session->push_updates(updates);
}

void Publisher::on_notice(UserId owner, const Notice& notice, Origin origin) {
  const std::vector<ClientSession*> sessions = sessions_of(owner, origin);
  if (sessions.empty()) return;
  const View view{state_.world, owner, state_.now()};
  const Object updates = render_envelope(view, {render_notice(view, notice)});
  for (ClientSession* session : sessions) session->push_updates(updates);
}

void Publisher::on_login_code(const std::string& phone, const std::string& code) {
  if (state_.options.on_login_code) state_.options.on_login_code(phone, code);
}

}  // namespace strata::datacenter
