// Carrying a login from one data centre to another.
#include "services/login.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

bool knows_dc(const Call& call, std::int32_t dc) {
  return std::ranges::find(call.state.options.other_dcs, dc, &DcAddress::id) !=
         call.state.options.other_dcs.end();
}

// Spec: core.telegram.org/api/datacenter#authorization-transfer (D-11)
RpcResult export_authorization(Call& call) {
  const std::int32_t dc = call.request.get_int("dc_id");
  if (dc == call.state.host->dc_id() || !knows_dc(call, dc)) return no("DC_ID_INVALID");
  const ExportedLogin exported = call.world.authorizations().export_login(call.self, dc, call.now);
  return Object("auth.exportedAuthorization", {{"id", exported.id}, {"bytes", exported.bytes}});
}

RpcResult import_authorization(Call& call) {
  const auto user = call.world.authorizations().import_login(call.request.get_long("id"),
                                                             call.request.get_bytes("bytes"),
                                                             call.state.host->dc_id(), call.now);
  if (!user) return no(user.error());
  return log_in(call, *user);
}

constexpr Method table[] = {
    {"auth.exportAuthorization", Caller::logged_in, export_authorization},
    {"auth.importAuthorization", Caller::anyone, import_authorization},
};

}  // namespace

std::span<const Method> auth_transfer_methods() { return table; }

}  // namespace strata::datacenter
