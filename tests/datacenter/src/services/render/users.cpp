// Accounts and peers as TL objects.
#include "services/render/users.hpp"

namespace strata::datacenter {
namespace {

// Seconds for which an account that is online stays so without a word.
constexpr std::int32_t online_period = 300;

Object render_bot_info(const User& user) {
  Object info("botInfo");
  info.set("user_id", user.id);
  if (!user.bot->description.empty()) info.set("description", user.bot->description);
  const auto commands = user.bot->commands.find({"default", ""});
  if (commands != user.bot->commands.end()) {
    info.set("commands", render_commands(commands->second));
  }
  info.set("menu_button", Object("botMenuButtonDefault"));
  return info;
}

}  // namespace

Object render_peer(PeerId peer) {
  switch (peer.kind) {
    case PeerKind::chat:
      return Object("peerChat", {{"chat_id", peer.id}});
    case PeerKind::channel:
      return Object("peerChannel", {{"channel_id", peer.id}});
    case PeerKind::user:
      break;
  }
  return Object("peerUser", {{"user_id", peer.id}});
}

Object render_status(const User& user, UnixSeconds now) {
  if (user.online) return Object("userStatusOnline", {{"expires", to_date(now) + online_period}});
  if (user.last_seen == 0) return Object("userStatusEmpty");
  return Object("userStatusOffline", {{"was_online", to_date(user.last_seen)}});
}

Object render_user(const View& view, const User& user) {
  Contacts& contacts = view.world.contacts();
  const bool self = user.id == view.viewer;
  const bool contact = contacts.has(view.viewer, user.id);

  Object rendered("user");
  if (self) rendered.set("self", true);
  if (contact) rendered.set("contact", true);
  if (contact && contacts.has(user.id, view.viewer)) rendered.set("mutual_contact", true);
  rendered.set("id", user.id);
  rendered.set("access_hash", view.world.users().access_hash(view.viewer, user.id));
  rendered.set("first_name", user.first_name);
  if (!user.last_name.empty()) rendered.set("last_name", user.last_name);
  if (!user.username.empty()) rendered.set("username", user.username);
  if (user.is_bot()) {
    rendered.set("bot", true);
    rendered.set("bot_nochats", true);
    rendered.set("bot_info_version", user.bot->info_version);
    return rendered;
  }
  // Phone numbers are for their owners and for those who know them already.
  if (self || contact) rendered.set("phone", user.phone);
  rendered.set("status", render_status(user, view.now));
  return rendered;
}

Vector render_users(const View& view, const People& people) {
  Vector users;
  for (const UserId id : people.users()) {
    if (const User* user = view.world.users().find(id)) users.push_back(render_user(view, *user));
  }
  return users;
}

Object render_user_full(const User& user) {
  Object full("userFull");
  full.set("id", user.id);
  if (!user.about.empty()) full.set("about", user.about);
  full.set("settings", Object("peerSettings"));
  full.set("notify_settings", render_notify_settings());
  if (user.is_bot()) full.set("bot_info", render_bot_info(user));
  full.set("common_chats_count", 0);
  return full;
}

Vector render_commands(const std::vector<BotCommand>& commands) {
  Vector rendered;
  for (const BotCommand& command : commands) {
    rendered.push_back(
        Object("botCommand", {{"command", command.command}, {"description", command.description}}));
  }
  return rendered;
}

Object render_notify_settings() { return Object("peerNotifySettings"); }

}  // namespace strata::datacenter
