// Who is logged in on which authorisation key.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/datacenter/world/ids.hpp"
#include "strata/datacenter/world/limits.hpp"
#include "strata/datacenter/world/refusal.hpp"
#include "strata/datacenter/world/seed.hpp"

#include <map>
#include <set>
#include <vector>

namespace strata::datacenter {

/// Identifies a permanent authorisation key.
using KeyId = std::uint64_t;

/// Proof for another data centre that somebody is logged in here.
struct ExportedLogin {
  std::int64_t id = 0;
  Bytes bytes;
};

class Authorizations {
 public:
  Authorizations(const Seed& seed, const Limits& limits) : seed_(seed), limits_(limits) {}

  /// The account logged in on a key, or 0.
  [[nodiscard]] UserId user_of(KeyId key) const;
  /// The account whose code was right and whose password is still to come, or 0.
  [[nodiscard]] UserId awaiting_password(KeyId key) const;
  [[nodiscard]] const std::set<KeyId>& keys_of(UserId user) const;

  void log_in(KeyId key, UserId user);
  void await_password(KeyId key, UserId user);
  /// Nobody is logged in on the key any more.
  void forget(KeyId key);

  [[nodiscard]] ExportedLogin export_login(UserId user, std::int32_t dc, UnixSeconds now);
  /// Gives the account, once. AUTH_BYTES_INVALID.
  Outcome<UserId> import_login(std::int64_t id, BytesView bytes, std::int32_t dc, UnixSeconds now);

 private:
  struct State {
    UserId user = 0;
    UserId awaiting = 0;
  };
  struct Exported {
    UserId user = 0;
    std::int32_t dc = 0;
    Bytes bytes;
    UnixSeconds made = 0;
  };

  State& state(KeyId key);

  const Seed& seed_;
  const Limits& limits_;
  std::map<KeyId, State> states_;
  std::map<UserId, std::set<KeyId>> keys_;
  std::map<std::int64_t, Exported> exported_;  // by number, ascending in time
  std::int64_t exports_ = 0;
};

}  // namespace strata::datacenter
