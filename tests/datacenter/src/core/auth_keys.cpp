// Finds authorization keys.
#include "core/auth_keys.hpp"

#include "session/session.hpp"

namespace strata::datacenter {

AuthKey* AuthKeys::find(std::uint64_t id, Clock now) const {
  const auto found = keys_.find(id);
  if (found == keys_.end()) return nullptr;
  AuthKey& key = *found->second;
  return key.expires_at && *key.expires_at <= now ? nullptr : &key;
}

AuthKey& AuthKeys::add(std::unique_ptr<AuthKey> key) {
  const std::uint64_t id = key->id;
  return *(keys_[id] = std::move(key));
}

std::unique_ptr<AuthKey> AuthKeys::remove(std::uint64_t id) {
  auto node = keys_.extract(id);
  return node.empty() ? nullptr : std::move(node.mapped());
}

std::vector<std::uint64_t> AuthKeys::family_of(std::uint64_t permanent_id) const {
  std::vector<std::uint64_t> family;
  if (permanent_id == 0) return family;
  for (const auto& [id, key] : keys_) {
    if (key->permanent_id() == permanent_id) family.push_back(id);
  }
  return family;
}

std::vector<std::uint64_t> AuthKeys::expired(Clock now) const {
  std::vector<std::uint64_t> ids;
  for (const auto& [id, key] : keys_) {
    if (key->expires_at && *key->expires_at <= now) ids.push_back(id);
  }
  return ids;
}

std::vector<AuthKey*> AuthKeys::all() const {
  std::vector<AuthKey*> all;
  for (const auto& [id, key] : keys_) all.push_back(key.get());
  return all;
}

}  // namespace strata::datacenter
