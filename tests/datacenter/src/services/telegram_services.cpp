// Registers the tables of methods and checks who calls.
#include "strata/datacenter/telegram_services.hpp"

#include "services/call.hpp"
#include "services/empty_answers.hpp"
#include "services/publisher.hpp"

namespace strata::datacenter {
namespace {

// Spec: core.telegram.org/api/bots: methods are for users, for bots, or for both.
std::optional<Refusal> objection(const Call& call, Caller caller) {
  if (caller == Caller::anyone) return std::nullopt;
  if (call.self == 0) return Refusal{401, "AUTH_KEY_UNREGISTERED"};
  if (caller == Caller::people && call.is_bot()) return Refusal{400, "BOT_METHOD_INVALID"};
  if (caller == Caller::bots && !call.is_bot()) return Refusal{400, "USER_BOT_REQUIRED"};
  return std::nullopt;
}

Call make_call(ServiceState& state, RequestContext& context, const Object& request) {
  const KeyId key = context.session.permanent_key_id();
  return Call{state,
              context,
              request,
              state.world,
              key,
              state.world.authorizations().user_of(key),
              origin_of(context.session),
              state.now()};
}

}  // namespace

Origin origin_of(const ClientSession& session) {
  // Clients choose session ids, so the key is mixed in by more than one addition.
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;
  return Origin{session.auth_key_id() * odd + static_cast<std::uint64_t>(session.session_id())};
}

bool Call::is_bot() const {
  const User* user = world.users().find(self);
  return user != nullptr && user->is_bot();
}

RpcResult no(const Refusal& refusal) { return RpcError{refusal.code, refusal.name}; }
RpcResult no(std::string_view name) { return RpcError{400, std::string(name)}; }

struct TelegramServices::Impl {
  Impl(World& world, ServiceOptions options)
      : state{world, std::move(options), nullptr, CallbackQueries<Responder>(world.limits()), 0},
        publisher(state) {}

  ServiceState state;
  Publisher publisher;

  void add(Dispatcher& dispatcher, const Method& method) {
    // Every call passes here, so that the dispatcher's own check is not needed.
    dispatcher.on(std::string(method.name), Access::anyone,
                  [this, method](RequestContext& context, const Object& request) -> RpcResult {
                    Call call = make_call(state, context, request);
                    if (const auto refusal = objection(call, method.caller)) return no(*refusal);
                    return method.handler(call);
                  });
  }

  void add(Dispatcher& dispatcher, EmptyAnswer empty) {
    const std::string name(empty.method);
    dispatcher.on(name, Access::anyone,
                  [this, empty = std::move(empty)](RequestContext& context,
                                                   const Object& request) -> RpcResult {
                    const Call call = make_call(state, context, request);
                    if (const auto refusal = objection(call, empty.caller)) return no(*refusal);
                    return empty.answer;
                  });
  }
};

TelegramServices::TelegramServices(World& world, ServiceOptions options)
    : impl_(std::make_unique<Impl>(world, std::move(options))) {}

TelegramServices::~TelegramServices() = default;

void TelegramServices::install(Dispatcher& dispatcher, Host& host) {
  impl_->state.host = &host;
  dispatcher.set_login_check(
      [this](KeyId key) { return impl_->state.world.authorizations().user_of(key) != 0; });
  for (EmptyAnswer& answer : empty_answers()) impl_->add(dispatcher, std::move(answer));
  for (const auto table :
       {account_password_methods(), account_profile_methods(), auth_bot_methods(),
        auth_code_methods(), auth_transfer_methods(), bot_methods(), callback_methods(),
        contact_methods(), dialog_methods(), edit_methods(), help_methods(), history_methods(),
        send_methods(), update_methods(), upload_methods(), user_methods()}) {
    for (const Method& method : table) impl_->add(dispatcher, method);
  }
}

void TelegramServices::on_key_destroyed(KeyId permanent_key_id) {
  impl_->state.world.authorizations().forget(permanent_key_id);
}

}  // namespace strata::datacenter
