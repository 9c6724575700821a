// users.*: who an account is.
#include "services/render/users.hpp"

#include "services/input.hpp"

namespace strata::datacenter {
namespace {

RpcResult get_users(Call& call) {
  const Vector& asked = call.request.get_vector("id");
  if (asked.size() > call.world.limits().request_ids) return no("LIMIT_INVALID");
  const View view{call.world, call.self, call.now};
  Vector users;
  for (const Value& input : asked) {
    // Spec: core.telegram.org/method/users.getUsers: who cannot be named is left out.
    const auto id = input_user(call, input.as_object());
    const User* user = id ? call.world.users().find(*id) : nullptr;
    if (user != nullptr) users.push_back(render_user(view, *user));
  }
  return Value(std::move(users));
}

RpcResult get_full_user(Call& call) {
  const auto id = input_user(call, call.request.get_object("id"));
  if (!id) return no(id.error());
  const View view{call.world, call.self, call.now};
  People people;
  people.add(*id);
  return Object("users.userFull", {{"full_user", render_user_full(*call.world.users().find(*id))},
                                   {"chats", Vector()},
                                   {"users", render_users(view, people)}});
}

constexpr Method table[] = {
    {"users.getUsers", Caller::logged_in, get_users},
    {"users.getFullUser", Caller::logged_in, get_full_user},
};

}  // namespace

std::span<const Method> user_methods() { return table; }

}  // namespace strata::datacenter
