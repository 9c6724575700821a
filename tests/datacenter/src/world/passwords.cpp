// Two-step verification: whose account has a password, and open challenges.
#include "strata/datacenter/world/passwords.hpp"

#include "world/text.hpp"

#include <openssl/crypto.h>

#include <algorithm>

namespace strata::datacenter {
namespace {

constexpr std::size_t server_salt_size = 8;
constexpr std::size_t client_salt_size = 32;
constexpr std::size_t salt2_size = 16;
constexpr std::size_t secret_size = 256;

}  // namespace

Passwords::Record* Passwords::find(UserId user) {
  const auto found = records_.find(user);
  if (found == records_.end()) return nullptr;
  Record& record = found->second;
  if (!record.preset.empty()) {
    record.srp = make_srp_record(record.preset, record.srp.salt1, record.srp.salt2);
    record.preset.clear();
  }
  return &record;
}

const SrpRecord* Passwords::record(UserId user) {
  const Record* found = find(user);
  return found == nullptr ? nullptr : &found->srp;
}

std::string Passwords::hint(UserId user) const {
  const auto found = records_.find(user);
  return found == records_.end() ? std::string() : found->second.hint;
}

void Passwords::preset(UserId user, std::string_view password, std::string hint) {
  records_.erase(user);
  if (password.empty()) return;
  Bytes salt1 = next_salt1(user);
  append(salt1, seed_.bytes("preset salt", {user, changes_[user]}, client_salt_size));
  Record& record = records_[user];
  record.preset = password;
  record.srp.salt1 = std::move(salt1);
  record.srp.salt2 = next_salt2(user);
  record.hint = std::move(hint);
  ++changes_[user];
}

PasswordChallenge Passwords::challenge(UserId user) {
  Record* found = find(user);
  if (found == nullptr) return {};
  Record& record = *found;
  const std::int64_t number = ++challenges_;
  Challenge made;
  made.srp_id = seed_.number("srp id", {number});
  made.secret = seed_.bytes("srp secret", {number}, secret_size);
  made.public_value = srp_challenge(record.srp, made.secret);
  PasswordChallenge asked{made.srp_id, made.public_value};
  record.open.push_back(std::move(made));
  if (record.open.size() > limits_.srp_sessions) record.open.pop_front();
  return asked;
}

Outcome<void> Passwords::check(UserId user, const PasswordProof& proof, UnixSeconds now) {
  Record* found = find(user);
  if (found == nullptr) return refuse("PASSWORD_HASH_INVALID");
  Record& record = *found;
  if (now < record.blocked_until) {
    return refuse(420, "FLOOD_WAIT_" + std::to_string(record.blocked_until - now));
  }
  const auto open = std::ranges::find(record.open, proof.srp_id, &Challenge::srp_id);
  if (open == record.open.end()) return refuse("SRP_ID_INVALID");
  const Challenge challenge = std::move(*open);
  record.open.erase(open);  // single use (D-06)

  const auto expected =
      srp_expected_answer(record.srp, challenge.secret, challenge.public_value, proof.a);
  if (!expected) return refuse("SRP_A_INVALID");
  if (proof.m1.size() == expected->size() &&
      CRYPTO_memcmp(proof.m1.data(), expected->data(), expected->size()) == 0) {
    record.wrong_in_a_row = 0;
    return {};
  }
  if (++record.wrong_in_a_row >= limits_.password_attempts) {
    record.wrong_in_a_row = 0;
    record.blocked_until = now + limits_.password_pause;
  }
  return refuse("PASSWORD_HASH_INVALID");
}

Bytes Passwords::next_salt1(UserId user) const {
  const auto found = changes_.find(user);
  const std::int64_t change = found == changes_.end() ? 0 : found->second;
  return seed_.bytes("new salt1", {user, change}, server_salt_size);
}

Bytes Passwords::next_salt2(UserId user) const {
  const auto found = changes_.find(user);
  const std::int64_t change = found == changes_.end() ? 0 : found->second;
  return seed_.bytes("new salt2", {user, change}, salt2_size);
}

Outcome<void> Passwords::set(UserId user, const NewPassword& password) {
  if (password.verifier.empty()) {
    records_.erase(user);
    return {};
  }
  // Spec: core.telegram.org/api/srp#setting-a-new-2fa-password (D-07): the client appends its own
  // random bytes to salt1 and leaves the rest.
  const Bytes prefix = next_salt1(user);
  if (password.salt1.size() != prefix.size() + client_salt_size ||
      !std::equal(prefix.begin(), prefix.end(), password.salt1.begin()) ||
      password.salt2 != next_salt2(user)) {
    return refuse("NEW_SALT_INVALID");
  }
  const auto hint_length = text_length(password.hint);
  if (!hint_length || *hint_length > limits_.about_length || password.g != 3 ||
      password.p != srp_prime() || !is_legal_verifier(password.verifier, password.p)) {
    return refuse("NEW_SETTINGS_INVALID");
  }
  Record record;
  record.srp = {password.salt1, password.salt2, password.g, password.p, password.verifier};
  record.hint = password.hint;
  records_[user] = std::move(record);
  ++changes_[user];
  return {};
}

}  // namespace strata::datacenter
