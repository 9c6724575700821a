// Two-step verification: its state, its change, its removal.
#include "services/login.hpp"

namespace strata::datacenter {
namespace {

constexpr const char* algorithm =
    "passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow";

Object render_algorithm(const Bytes& salt1, const Bytes& salt2) {
  return Object(algorithm, {{"salt1", salt1}, {"salt2", salt2}, {"g", 3}, {"p", srp_prime()}});
}

Object render_secure_algorithm(const Bytes& salt) {
  return Object("securePasswordKdfAlgoPBKDF2HMACSHA512iter100000", {{"salt", salt}});
}

// Spec: core.telegram.org/constructor/account.password (D-04)
RpcResult get_password(Call& call) {
  const UserId user = password_owner(call);
  if (user == 0) return RpcError{401, "AUTH_KEY_UNREGISTERED"};
  Passwords& passwords = call.world.passwords();
  Object password("account.password");
  if (const SrpRecord* record = passwords.record(user)) {
    const PasswordChallenge challenge = passwords.challenge(user);
    password.set("has_password", true);
    password.set("current_algo", render_algorithm(record->salt1, record->salt2));
    password.set("srp_B", challenge.b);
    password.set("srp_id", challenge.srp_id);
    if (const std::string hint = passwords.hint(user); !hint.empty()) password.set("hint", hint);
  }
  password.set("new_algo",
               render_algorithm(passwords.next_salt1(user), passwords.next_salt2(user)));
  password.set("new_secure_algo", render_secure_algorithm(passwords.next_salt1(user)));
  Bytes random(256);
  call.state.host->fill_random(random);
  password.set("secure_random", random);
  return password;
}

RpcResult get_password_settings(Call& call) {
  if (call.world.passwords().has(call.self)) {
    const auto right = check_password(call, call.self, call.request.get_object("password"));
    if (!right) return no(right.error());
  }
  return Object("account.passwordSettings");
}

Bytes copy(BytesView bytes) { return {bytes.begin(), bytes.end()}; }

NewPassword read_new_password(const Object& settings) {
  const Object& algo = settings.get_object("new_algo");
  NewPassword password;
  password.hint = settings.get_string("hint");
  password.verifier = copy(settings.get_bytes("new_password_hash"));
  if (!algo.is(algorithm)) return password;
  password.salt1 = copy(algo.get_bytes("salt1"));
  password.salt2 = copy(algo.get_bytes("salt2"));
  password.g = algo.get_int("g");
  password.p = copy(algo.get_bytes("p"));
  return password;
}

// Spec: core.telegram.org/method/account.updatePasswordSettings (D-07): an empty hash removes the
// password.
RpcResult update_password_settings(Call& call) {
  Passwords& passwords = call.world.passwords();
  if (passwords.has(call.self)) {
    const auto right = check_password(call, call.self, call.request.get_object("password"));
    if (!right) return no(right.error());
  }
  const Object& settings = call.request.get_object("new_settings");
  if (!settings.has("new_password_hash")) return Value(true);
  const auto changed = passwords.set(call.self, read_new_password(settings));
  if (!changed) return no(changed.error());
  return Value(true);
}

constexpr Method table[] = {
    {"account.getPassword", Caller::anyone, get_password},
    {"account.getPasswordSettings", Caller::people, get_password_settings},
    {"account.updatePasswordSettings", Caller::people, update_password_settings},
};

}  // namespace

std::span<const Method> account_password_methods() { return table; }

}  // namespace strata::datacenter
