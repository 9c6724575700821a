// bots.*: what a bot says of itself.
#include "services/input.hpp"
#include "services/render/users.hpp"
#include "world/text.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

constexpr std::size_t max_command = 32;
constexpr std::size_t max_command_description = 256;
constexpr std::size_t max_bot_description = 512;
constexpr std::size_t max_lang_code = 8;

Outcome<std::string> read_scope(const Call& call, const Object& scope) {
  std::string key = scope.name();
  if (scope.has("peer")) {
    const auto peer = input_peer(call, scope.get_object("peer"));
    if (!peer) return refuse(peer.error());
    key += " " + std::to_string(peer->id);
  }
  return key == "botCommandScopeDefault" ? std::string("default") : key;
}

Outcome<std::pair<std::string, std::string>> read_key(const Call& call) {
  auto scope = read_scope(call, call.request.get_object("scope"));
  if (!scope) return refuse(scope.error());
  const std::string& lang_code = call.request.get_string("lang_code");
  if (lang_code.size() > max_lang_code) return refuse("LANG_CODE_INVALID");
  return std::pair(*std::move(scope), lang_code);
}

Outcome<BotCommand> read_command(const Object& input) {
  BotCommand command{input.get_string("command"), input.get_string("description")};
  const bool legal = std::ranges::all_of(command.command, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  if (!legal || command.command.empty() || command.command.size() > max_command) {
    return refuse("BOT_COMMAND_INVALID");
  }
  const auto length = text_length(command.description);
  if (!length || *length == 0 || *length > max_command_description) {
    return refuse("BOT_COMMAND_DESCRIPTION_INVALID");
  }
  return command;
}

BotProfile& own_profile(const Call& call) { return *call.world.users().find(call.self)->bot; }

// Spec: core.telegram.org/api/bots/commands
RpcResult set_commands(Call& call) {
  const auto key = read_key(call);
  if (!key) return no(key.error());
  const Vector& asked = call.request.get_vector("commands");
  if (asked.size() > call.world.limits().bot_commands) return no("BOT_COMMANDS_TOO_MUCH");
  std::vector<BotCommand> commands;
  for (const Value& input : asked) {
    auto command = read_command(input.as_object());
    if (!command) return no(command.error());
    commands.push_back(*std::move(command));
  }
  BotProfile& profile = own_profile(call);
  if (!profile.commands.contains(*key) &&
      profile.commands.size() >= call.world.limits().bot_command_scopes) {
    return no("BOT_COMMANDS_TOO_MUCH");
  }
  profile.commands[*key] = std::move(commands);
  ++profile.info_version;
  return Value(true);
}

RpcResult reset_commands(Call& call) {
  const auto key = read_key(call);
  if (!key) return no(key.error());
  BotProfile& profile = own_profile(call);
  profile.commands.erase(*key);
  ++profile.info_version;
  return Value(true);
}

RpcResult get_commands(Call& call) {
  const auto key = read_key(call);
  if (!key) return no(key.error());
  const BotProfile& profile = own_profile(call);
  const auto found = profile.commands.find(*key);
  return Value(found == profile.commands.end() ? Vector() : render_commands(found->second));
}

RpcResult set_info(Call& call) {
  const Object& request = call.request;
  const auto length = text_length(request.get_string("description"));
  if (!length || *length > max_bot_description) return no("DESCRIPTION_TOO_LONG");
  std::optional<std::string> name;
  std::optional<std::string> about;
  if (request.has("name")) name = request.get_string("name");
  if (request.has("about")) about = request.get_string("about");
  const auto changed = call.world.users().set_profile(call.self, name, std::nullopt, about);
  if (!changed) return no(changed.error());
  BotProfile& profile = own_profile(call);
  if (request.has("description")) profile.description = request.get_string("description");
  ++profile.info_version;
  return Value(true);
}

RpcResult get_info(Call& call) {
  const User& bot = *call.world.users().find(call.self);
  return Object(
      "bots.botInfo",
      {{"name", bot.first_name}, {"about", bot.about}, {"description", bot.bot->description}});
}

// Spec: core.telegram.org/method/help.setBotUpdatesStatus: only for the bot's own bookkeeping.
RpcResult accept(Call& call) {
  static_cast<void>(call);
  return Value(true);
}

constexpr Method table[] = {
    {"bots.setBotCommands", Caller::bots, set_commands},
    {"bots.resetBotCommands", Caller::bots, reset_commands},
    {"bots.getBotCommands", Caller::bots, get_commands},
    {"bots.setBotInfo", Caller::bots, set_info},
    {"bots.getBotInfo", Caller::bots, get_info},
    {"help.setBotUpdatesStatus", Caller::bots, accept},
};

}  // namespace

std::span<const Method> bot_methods() { return table; }

}  // namespace strata::datacenter
