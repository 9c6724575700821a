// The session while it is in use, behind one lock.
#include "strata/client/account.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace strata {
namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

}  // namespace

Account::Account(int api_id, std::string api_hash, SessionData session)
    : api_id_(api_id), api_hash_(std::move(api_hash)), session_(std::move(session)) {
  for (const CachedPeer& peer : std::exchange(session_.peers, {})) store_peer(peer);
}

template <class Change>
void Account::change(Urgency urgency, Change apply) {
  std::function<void(Urgency)> listener;
  {
    const std::lock_guard lock(mutex_);
    if (!apply(session_)) return;
    listener = listener_;
  }
  if (listener) listener(urgency);
}

int Account::home_dc() const {
  const std::lock_guard lock(mutex_);
  return session_.home_dc;
}

void Account::set_home_dc(int id) {
  change(Urgency::now,
         [id](SessionData& session) { return std::exchange(session.home_dc, id) != id; });
}

std::optional<SessionUser> Account::user() const {
  const std::lock_guard lock(mutex_);
  return session_.user;
}

void Account::set_user(std::optional<SessionUser> user) {
  change(Urgency::now, [&](SessionData& session) {
    if (session.user == user) return false;
    session.user = user;
    session.dc(session.home_dc).authorized = user.has_value();
    return true;
  });
}

UpdateState Account::update_state() const {
  const std::lock_guard lock(mutex_);
  return session_.updates;
}

void Account::apply(const UpdateStateChange& step) {
  change(Urgency::soon, [&](SessionData& session) {
    step.apply_to(session.updates);
    return true;
  });
}

void Account::store_peer(const CachedPeer& peer) {
  const PeerKey key(peer.kind, peer.id);
  CachedPeer& stored = peers_[key];
  usernames_.erase(lower_case(stored.username));
  const std::int64_t known_hash = stored.access_hash;
  stored = peer;
  if (peer.access_hash == 0) stored.access_hash = known_hash;
  if (!peer.username.empty()) usernames_[lower_case(peer.username)] = key;

  if (peers_.size() <= max_peers) return;
  const auto victim = peers_.begin()->first == key ? std::next(peers_.begin()) : peers_.begin();
  usernames_.erase(lower_case(victim->second.username));
  peers_.erase(victim);
}

void Account::cache_peer(const CachedPeer& peer) {
  change(Urgency::soon, [&](SessionData&) {
    const auto known = peers_.find(PeerKey(peer.kind, peer.id));
    if (known != peers_.end() && known->second == peer) return false;
    store_peer(peer);
    return true;
  });
}

std::optional<CachedPeer> Account::find_peer(PeerKind kind, std::int64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto found = peers_.find(PeerKey(kind, id));
  if (found == peers_.end()) return std::nullopt;
  return found->second;
}

std::optional<CachedPeer> Account::find_username(std::string_view username) const {
  const std::lock_guard lock(mutex_);
  const auto name = usernames_.find(lower_case(username));
  if (name == usernames_.end()) return std::nullopt;
  return peers_.at(name->second);
}

DcEntry Account::dc(int id) const {
  const std::lock_guard lock(mutex_);
  if (const DcEntry* known = session_.find_dc(id)) return *known;
  DcEntry unknown;
  unknown.id = id;
  return unknown;
}

void Account::set_dc(const DcEntry& dc) {
  change(Urgency::now, [&](SessionData& session) {
    session.dc(dc.id) = dc;
    return true;
  });
}

void Account::change_dc(int id, const std::function<void(DcEntry&)>& step) {
  change(Urgency::now, [&](SessionData& session) {
    step(session.dc(id));
    return true;
  });
}

void Account::set_dc_options(std::int64_t expire, bool prefer_ipv6) {
  change(Urgency::soon, [&](SessionData& session) {
    session.dc_options_expire = expire;
    session.prefer_ipv6 = prefer_ipv6;
    return true;
  });
}

std::int64_t Account::dc_options_expire() const {
  const std::lock_guard lock(mutex_);
  return session_.dc_options_expire;
}

bool Account::prefer_ipv6() const {
  const std::lock_guard lock(mutex_);
  return session_.prefer_ipv6;
}

SessionData Account::snapshot() const {
  const std::lock_guard lock(mutex_);
  SessionData copy = session_;
  copy.peers.reserve(peers_.size());
  for (const auto& [key, peer] : peers_) copy.peers.push_back(peer);
  return copy;
}

void Account::clear() {
  change(Urgency::now, [this](SessionData& session) {
    session.user.reset();
    session.updates = UpdateState();
    peers_.clear();
    usernames_.clear();
    for (DcEntry& dc : session.dcs) {
      dc.auth_key.reset();
      dc.authorized = false;
      dc.server_salt = 0;
    }
    return true;
  });
}

void Account::on_change(std::function<void(Urgency)> listener) {
  const std::lock_guard lock(mutex_);
  listener_ = std::move(listener);
}

}  // namespace strata
