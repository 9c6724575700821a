// The granular updates in terms of load and save, for backends that have nothing better.
#include "strata/client/session_backend.hpp"

#include <algorithm>

namespace strata {
namespace {

template <class Change>
Status load_change_save(SessionBackend& backend, Change change) {
  Result<std::optional<SessionData>> loaded = backend.load();
  if (!loaded) return fail(std::move(loaded).error());
  SessionData session = std::move(*loaded).value_or(SessionData());
  change(session);
  return backend.save(session);
}

}  // namespace

Status SessionBackend::update_dc(const DcEntry& dc) {
  return load_change_save(*this, [&](SessionData& session) { session.dc(dc.id) = dc; });
}

Status SessionBackend::set_home_dc(int id) {
  return load_change_save(*this, [&](SessionData& session) { session.home_dc = id; });
}

Status SessionBackend::apply_update_state(const UpdateStateChange& change) {
  return load_change_save(*this, [&](SessionData& session) { change.apply_to(session.updates); });
}

Status SessionBackend::cache_peer(const CachedPeer& peer) {
  return load_change_save(*this, [&](SessionData& session) {
    const auto known = std::find_if(
        session.peers.begin(), session.peers.end(),
        [&](const CachedPeer& other) { return other.kind == peer.kind && other.id == peer.id; });
    if (known == session.peers.end()) {
      session.peers.push_back(peer);
    } else {
      *known = peer;
    }
  });
}

}  // namespace strata
