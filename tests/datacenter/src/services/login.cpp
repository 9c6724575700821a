// What all ways to log in share.
#include "services/login.hpp"

#include "services/render/users.hpp"

namespace strata::datacenter {

Outcome<void> check_application(const Call& call) {
  const std::int32_t api_id = call.request.get_int("api_id");
  const std::string& api_hash = call.request.get_string("api_hash");
  const auto& known = call.world.options().applications;
  const auto found = known.find(api_id);
  const bool registered = known.empty() ? api_id > 0 && !api_hash.empty()
                                        : found != known.end() && found->second == api_hash;
  if (!registered) return refuse("API_ID_INVALID");
  return {};
}

RpcResult log_in(Call& call, UserId id) {
  User* user = call.world.users().find(id);
  if (user == nullptr) return RpcError{401, "USER_DEACTIVATED"};
  call.world.authorizations().log_in(call.key, id);
  user->last_seen = call.now;
  const View view{call.world, id, call.now};
  return Object("auth.authorization", {{"user", render_user(view, *user)}});
}

UserId password_owner(const Call& call) {
  return call.self != 0 ? call.self : call.world.authorizations().awaiting_password(call.key);
}

Outcome<void> check_password(Call& call, UserId user, const Object& input) {
  // inputCheckPasswordEmpty says that there is none.
  if (!input.is("inputCheckPasswordSRP")) return refuse("PASSWORD_HASH_INVALID");
  const BytesView a = input.get_bytes("A");
  const BytesView m1 = input.get_bytes("M1");
  PasswordProof proof;
  proof.srp_id = input.get_long("srp_id");
  proof.a.assign(a.begin(), a.end());
  proof.m1.assign(m1.begin(), m1.end());
  return call.world.passwords().check(user, proof, call.now);
}

}  // namespace strata::datacenter
