// The authorization keys that the data centre knows, with their sessions.
#pragma once

#include "core/salts.hpp"
#include "crypto/message_cipher.hpp"

#include "strata/datacenter/rpc.hpp"

#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace strata::datacenter {

class Session;

struct AuthKey {
  using Clock = std::chrono::nanoseconds;

  AuthKey(std::uint64_t the_id, const AuthKeyBytes& the_bytes, SaltSchedule the_salts)
      : id(the_id), bytes(the_bytes), salts(std::move(the_salts)) {}

  std::uint64_t id;
  AuthKeyBytes bytes;
  SaltSchedule salts;
  /// Set for temporary keys.
  std::optional<Clock> expires_at;
  /// The permanent key that a temporary one was bound to, or 0.
  std::uint64_t bound_to = 0;
  /// What the last invokeWithLayer and initConnection on this key said (B-82).
  int layer = 0;
  bool is_initialised = false;
  ClientInfo client;
  std::map<std::int64_t, std::shared_ptr<Session>> sessions;

  [[nodiscard]] bool is_temporary() const noexcept { return expires_at.has_value(); }
  /// The key that logins belong to; 0 while a temporary key is not bound.
  [[nodiscard]] std::uint64_t permanent_id() const noexcept {
    return is_temporary() ? bound_to : id;
  }
};

class AuthKeys {
 public:
  using Clock = std::chrono::nanoseconds;

  /// Null when unknown. A temporary key that has expired is unknown, but still there until swept.
  [[nodiscard]] AuthKey* find(std::uint64_t id, Clock now) const;
  [[nodiscard]] bool contains(std::uint64_t id) const { return keys_.contains(id); }
  AuthKey& add(std::unique_ptr<AuthKey> key);
  /// Takes a key out, or gives null; the caller ends its sessions.
  std::unique_ptr<AuthKey> remove(std::uint64_t id);

  /// The ids of the permanent key and of the temporary ones bound to it.
  [[nodiscard]] std::vector<std::uint64_t> family_of(std::uint64_t permanent_id) const;
  [[nodiscard]] std::vector<std::uint64_t> expired(Clock now) const;
  [[nodiscard]] std::vector<AuthKey*> all() const;

 private:
  std::unordered_map<std::uint64_t, std::unique_ptr<AuthKey>> keys_;
};

}  // namespace strata::datacenter
