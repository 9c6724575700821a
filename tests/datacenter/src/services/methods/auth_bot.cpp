// Login of bots by token.
#include "services/login.hpp"

namespace strata::datacenter {
namespace {

// Spec: core.telegram.org/method/auth.importBotAuthorization (D-09)
RpcResult import_bot_authorization(Call& call) {
  if (const auto legal = check_application(call); !legal) return no(legal.error());
  const std::string& written = call.request.get_string("bot_auth_token");
  const auto token = parse_bot_token(written);
  if (!token) return no("ACCESS_TOKEN_INVALID");
  if (const User* known = call.world.users().find(token->id)) {
    if (!known->is_bot() || known->bot->secret != token->secret) return no("ACCESS_TOKEN_INVALID");
    return log_in(call, known->id);
  }
  if (!call.world.options().create_bots_on_login) return no("ACCESS_TOKEN_INVALID");
  const std::string number = std::to_string(token->id);
  BotSpec spec;
  spec.token = written;
  spec.first_name = "Bot " + number;
  spec.username = "bot" + number + "_bot";
  const auto created = call.world.create_bot(spec);
  if (!created) return no(created.error());
  return log_in(call, *created);
}

constexpr Method table[] = {
    {"auth.importBotAuthorization", Caller::anyone, import_bot_authorization},
};

}  // namespace

std::span<const Method> auth_bot_methods() { return table; }

}  // namespace strata::datacenter
