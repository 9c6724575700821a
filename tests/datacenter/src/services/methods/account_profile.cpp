// account.*: one's own name, username and presence.
#include "services/call.hpp"
#include "services/render/users.hpp"

namespace strata::datacenter {
namespace {

std::optional<std::string> optional_text(const Object& request, std::string_view field) {
  if (!request.has(field)) return std::nullopt;
  return request.get_string(field);
}

RpcResult own_user(const Call& call) {
  const View view{call.world, call.self, call.now};
  return render_user(view, *call.world.users().find(call.self));
}

RpcResult update_profile(Call& call) {
  const auto changed = call.world.users().set_profile(
      call.self, optional_text(call.request, "first_name"),
      optional_text(call.request, "last_name"), optional_text(call.request, "about"));
  if (!changed) return no(changed.error());
  call.world.messaging().tell_acquaintances(call.self, NameChanged{call.self}, call.origin);
  return own_user(call);
}

RpcResult update_username(Call& call) {
  const auto changed =
      call.world.users().set_username(call.self, call.request.get_string("username"));
  if (!changed) return no(changed.error());
  call.world.messaging().tell_acquaintances(call.self, NameChanged{call.self}, call.origin);
  return own_user(call);
}

RpcResult check_username(Call& call) {
  const auto free = call.world.users().check_username(call.request.get_string("username"));
  if (free) return Value(true);
  if (free.error().name == "USERNAME_OCCUPIED") return Value(false);
  return no(free.error());
}

RpcResult update_status(Call& call) {
  User& user = *call.world.users().find(call.self);
  const bool online = !call.request.get_bool("offline");
  const bool changed = user.online != online;
  user.online = online;
  user.last_seen = call.now;
  if (changed) {
    call.world.messaging().tell_acquaintances(call.self, StatusChanged{call.self}, call.origin);
  }
  return Value(true);
}

RpcResult get_notify_settings(Call& call) {
  static_cast<void>(call);
  return render_notify_settings();
}

constexpr Method table[] = {
    {"account.updateProfile", Caller::people, update_profile},
    {"account.updateUsername", Caller::people, update_username},
    {"account.checkUsername", Caller::people, check_username},
    {"account.updateStatus", Caller::people, update_status},
    {"account.getNotifySettings", Caller::people, get_notify_settings},
};

}  // namespace

std::span<const Method> account_profile_methods() { return table; }

}  // namespace strata::datacenter
