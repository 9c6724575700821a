// Who is logged in on which authorisation key.
#include "strata/datacenter/world/authorizations.hpp"

#include <algorithm>

namespace strata::datacenter {

UserId Authorizations::user_of(KeyId key) const {
  const auto found = states_.find(key);
  return found == states_.end() ? 0 : found->second.user;
}

UserId Authorizations::awaiting_password(KeyId key) const {
  const auto found = states_.find(key);
  return found == states_.end() ? 0 : found->second.awaiting;
}

const std::set<KeyId>& Authorizations::keys_of(UserId user) const {
  static const std::set<KeyId> none;
  const auto found = keys_.find(user);
  return found == keys_.end() ? none : found->second;
}

Authorizations::State& Authorizations::state(KeyId key) {
  forget(key);
  // Keys come from clients: the one that is forgotten here has to log in again.
  if (states_.size() >= limits_.authorizations) forget(states_.begin()->first);
  return states_[key];
}

void Authorizations::log_in(KeyId key, UserId user) {
  state(key).user = user;
  keys_[user].insert(key);
}

void Authorizations::await_password(KeyId key, UserId user) { state(key).awaiting = user; }

void Authorizations::forget(KeyId key) {
  const auto found = states_.find(key);
  if (found == states_.end()) return;
  if (found->second.user != 0) keys_[found->second.user].erase(key);
  states_.erase(found);
}

ExportedLogin Authorizations::export_login(UserId user, std::int32_t dc, UnixSeconds now) {
  if (exported_.size() >= limits_.exported) exported_.erase(exported_.begin());
  const std::int64_t id = ++exports_;
  const auto made = exported_.emplace(
      id, Exported{user, dc, seed_.bytes("exported authorization", {id, user}, 128), now});
  return {id, made.first->second.bytes};
}

Outcome<UserId> Authorizations::import_login(std::int64_t id, BytesView bytes, std::int32_t dc,
                                             UnixSeconds now) {
  const auto found = exported_.find(id);
  if (found == exported_.end() || found->second.dc != dc ||
      now - found->second.made > limits_.exported_lifetime ||
      !std::ranges::equal(found->second.bytes, bytes)) {
    return refuse("AUTH_BYTES_INVALID");
  }
  const UserId user = found->second.user;
  exported_.erase(found);  // single use (D-11)
  return user;
}

}  // namespace strata::datacenter
