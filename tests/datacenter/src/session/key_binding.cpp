// Verifies what auth.bindTempAuthKey carries.
#include "session/key_binding.hpp"

#include "core/mtproto_codec.hpp"
#include "session/session.hpp"

namespace strata::datacenter {
namespace {

bool is_proof(Core& core, const Session& session, std::int64_t msg_id, const Object& request,
              const AuthKey& permanent) {
  const auto opened = open_binding(permanent.bytes, request.get_bytes("encrypted_message"));
  if (!opened || opened->msg_id != msg_id) return false;
  const auto inner = mtproto_codec().decode(opened->body);
  return inner && inner->is("bind_auth_key_inner") &&
         inner->get_long("nonce") == request.get_long("nonce") &&
         inner->get_long("temp_auth_key_id") == static_cast<std::int64_t>(session.auth_key_id()) &&
         inner->get_long("perm_auth_key_id") == request.get_long("perm_auth_key_id") &&
         inner->get_long("temp_session_id") == session.session_id() &&
         inner->get_int("expires_at") == request.get_int("expires_at") &&
         core.unix_time() < std::chrono::seconds(request.get_int("expires_at"));
}

}  // namespace

RpcResult bind_temporary_key(Core& core, Session& session, std::int64_t msg_id,
                             const Object& request) {
  AuthKey& key = session.key();
  if (!key.is_temporary()) return RpcError{400, "TEMP_AUTH_KEY_EMPTY"};
  const auto permanent_id = static_cast<std::uint64_t>(request.get_long("perm_auth_key_id"));
  if (key.bound_to != 0 && key.bound_to != permanent_id) {
    return RpcError{400, "TEMP_AUTH_KEY_ALREADY_BOUND"};
  }
  const AuthKey* const permanent = core.keys.find(permanent_id, core.unix_time());
  if (permanent == nullptr || permanent->is_temporary() ||
      !is_proof(core, session, msg_id, request, *permanent)) {
    return RpcError{400, "ENCRYPTED_MESSAGE_INVALID"};
  }
  key.bound_to = permanent_id;
  core.accounting.count([](Counters& counters) { ++counters.keys_bound; });
  return Value(true);
}

}  // namespace strata::datacenter
