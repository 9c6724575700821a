// Login with a phone number and a code.
#include "services/login.hpp"
#include "services/render/users.hpp"

namespace strata::datacenter {
namespace {

Outcome<std::string> requested_phone(const Call& call) {
  auto phone = normalize_phone(call.request.get_string("phone_number"));
  if (!phone) return refuse("PHONE_NUMBER_INVALID");
  return *std::move(phone);
}

// Spec: core.telegram.org/constructor/auth.sentCode (D-01)
Object render_sent_code(const SentLoginCode& sent) {
  const Object type(sent.by_app ? "auth.sentCodeTypeApp" : "auth.sentCodeTypeSms",
                    {{"length", sent.length}});
  Object rendered("auth.sentCode");
  rendered.set("type", type);
  rendered.set("phone_code_hash", sent.hash);
  if (sent.can_resend) {
    rendered.set("next_type", Object(sent.by_app ? "auth.codeTypeSms" : "auth.codeTypeCall"));
    rendered.set("timeout", sent.timeout);
  }
  return rendered;
}

RpcResult send_code(Call& call) {
  if (const auto legal = check_application(call); !legal) return no(legal.error());
  const auto phone = requested_phone(call);
  if (!phone) return no(phone.error());
  const User* user = call.world.users().find_phone(*phone);
  if (user == nullptr && !call.world.options().allow_sign_up) return no("PHONE_NUMBER_INVALID");
  const bool has_sessions =
      user != nullptr && !call.world.authorizations().keys_of(user->id).empty();
  const auto sent = call.world.codes().send(*phone, has_sessions, call.now);
  if (!sent) return no(sent.error());
  return render_sent_code(*sent);
}

RpcResult resend_code(Call& call) {
  const auto phone = requested_phone(call);
  if (!phone) return no(phone.error());
  const auto sent =
      call.world.codes().resend(*phone, call.request.get_string("phone_code_hash"), call.now);
  if (!sent) return no(sent.error());
  return render_sent_code(*sent);
}

RpcResult cancel_code(Call& call) {
  const auto phone = requested_phone(call);
  if (!phone) return no(phone.error());
  const auto cancelled =
      call.world.codes().cancel(*phone, call.request.get_string("phone_code_hash"), call.now);
  if (!cancelled) return no(cancelled.error());
  return Value(true);
}

// Spec: core.telegram.org/method/auth.signIn (D-03, D-04)
RpcResult sign_in(Call& call) {
  const auto phone = requested_phone(call);
  if (!phone) return no(phone.error());
  const std::string& hash = call.request.get_string("phone_code_hash");
  const auto right =
      call.world.codes().verify(*phone, hash, call.request.get_string("phone_code"), call.now);
  if (!right) return no(right.error());

  const User* user = call.world.users().find_phone(*phone);
  if (user == nullptr) {
    if (!call.world.options().allow_sign_up) return no("PHONE_NUMBER_UNOCCUPIED");
    return Object("auth.authorizationSignUpRequired");
  }
  call.world.codes().finish(hash);
  if (call.world.passwords().has(user->id)) {
    call.world.authorizations().await_password(call.key, user->id);
    return RpcError{401, "SESSION_PASSWORD_NEEDED"};
  }
  return log_in(call, user->id);
}

// Spec: core.telegram.org/method/auth.signUp: after signIn said that the number is free.
RpcResult sign_up(Call& call) {
  const auto phone = requested_phone(call);
  if (!phone) return no(phone.error());
  const std::string& hash = call.request.get_string("phone_code_hash");
  const auto verified = call.world.codes().check_verified(*phone, hash, call.now);
  if (!verified) return no(verified.error());
  PersonSpec spec;
  spec.phone = *phone;
  spec.first_name = call.request.get_string("first_name");
  spec.last_name = call.request.get_string("last_name");
  const auto user = call.world.users().add_person(spec);
  if (!user) return no(user.error());
  call.world.codes().finish(hash);
  return log_in(call, *user);
}

// Spec: core.telegram.org/method/auth.checkPassword: the second step after signIn.
RpcResult check_login_password(Call& call) {
  const UserId user = password_owner(call);
  if (user == 0) return RpcError{401, "AUTH_KEY_UNREGISTERED"};
  const auto right = check_password(call, user, call.request.get_object("password"));
  if (!right) return no(right.error());
  return log_in(call, user);
}

RpcResult log_out(Call& call) {
  if (call.self == 0 && password_owner(call) == 0) return RpcError{401, "AUTH_KEY_UNREGISTERED"};
  call.world.authorizations().forget(call.key);
  return Object("auth.loggedOut");
}

constexpr Method table[] = {
    {"auth.sendCode", Caller::anyone, send_code},
    {"auth.resendCode", Caller::anyone, resend_code},
    {"auth.cancelCode", Caller::anyone, cancel_code},
    {"auth.signIn", Caller::anyone, sign_in},
    {"auth.signUp", Caller::anyone, sign_up},
    {"auth.checkPassword", Caller::anyone, check_login_password},
    {"auth.logOut", Caller::anyone, log_out},
};

}  // namespace

std::span<const Method> auth_code_methods() { return table; }

}  // namespace strata::datacenter
