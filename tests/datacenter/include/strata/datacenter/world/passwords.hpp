// Two-step verification: whose account has a password, and open challenges.
#pragma once

#include "strata/datacenter/world/ids.hpp"
#include "strata/datacenter/world/limits.hpp"
#include "strata/datacenter/world/refusal.hpp"
#include "strata/datacenter/world/seed.hpp"
#include "strata/datacenter/world/srp.hpp"

#include <deque>
#include <map>
#include <string>

namespace strata::datacenter {

/// What a client needs to prove that it knows the password.
struct PasswordChallenge {
  std::int64_t srp_id = 0;
  Bytes b;  ///< srp_B
};

/// The answer to a challenge.
struct PasswordProof {
  std::int64_t srp_id = 0;
  Bytes a;
  Bytes m1;
};

/// A new password as the client derived it, or its removal when `verifier` is empty.
struct NewPassword {
  Bytes salt1;
  Bytes salt2;
  int g = 0;
  Bytes p;
  Bytes verifier;
  std::string hint;
};

class Passwords {
 public:
  Passwords(const Seed& seed, const Limits& limits) : seed_(seed), limits_(limits) {}

  [[nodiscard]] bool has(UserId user) const { return records_.contains(user); }
  /// What an account's password is checked with; null when it has none.
  [[nodiscard]] const SrpRecord* record(UserId user);
  [[nodiscard]] std::string hint(UserId user) const;

  /// Sets a password without asking for the old one; an empty one takes it away. The slow part
  /// of deriving its record is put off until somebody needs it.
  void preset(UserId user, std::string_view password, std::string hint = {});

  /// A new challenge for an account that has a password; good for one proof.
  [[nodiscard]] PasswordChallenge challenge(UserId user);
  /// PASSWORD_HASH_INVALID, SRP_ID_INVALID, 420 FLOOD_WAIT_n after too many wrong ones.
  Outcome<void> check(UserId user, const PasswordProof& proof, UnixSeconds now);

  /// The server's part of the salts of the next password: salt1 must begin with it.
  [[nodiscard]] Bytes next_salt1(UserId user) const;
  [[nodiscard]] Bytes next_salt2(UserId user) const;
  /// Registers what the client derived. NEW_SALT_INVALID, NEW_SETTINGS_INVALID.
  Outcome<void> set(UserId user, const NewPassword& password);

 private:
  struct Challenge {
    std::int64_t srp_id = 0;
    Bytes secret;  // b of SRP
    Bytes public_value;
  };
  struct Record {
    std::string preset;  // the password itself, until `srp` is derived from it
    SrpRecord srp;
    std::string hint;
    std::deque<Challenge> open;
    int wrong_in_a_row = 0;
    UnixSeconds blocked_until = 0;
  };

  Record* find(UserId user);

  const Seed& seed_;
  const Limits& limits_;
  std::map<UserId, Record> records_;
  std::map<UserId, std::int64_t> changes_;
  std::int64_t challenges_ = 0;
};

}  // namespace strata::datacenter
