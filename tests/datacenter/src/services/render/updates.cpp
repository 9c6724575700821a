// Events and notices as TL updates, and the envelopes they travel in.
#include "services/render/updates.hpp"

#include "services/render/messages.hpp"
#include "services/render/users.hpp"

namespace strata::datacenter {
namespace {

// Envelopes carry seq 0, "no order": all that needs an order has its own pts. The state still
// names a positive one, as Telegram's does.
constexpr std::int32_t seq = 1;

struct EventRenderer {
  const View& view;
  const Event& event;

  [[nodiscard]] std::optional<Object> with_message(std::string name, MessageId id) const {
    const MessageCopy* copy = view.world.messaging().box(view.viewer).find(id);
    if (copy == nullptr) return std::nullopt;
    return with_pts(Object(std::move(name), {{"message", render_message(view, *copy)}}));
  }
  [[nodiscard]] Object with_pts(Object update) const {
    update.set("pts", event.pts);
    update.set("pts_count", event.count);
    return update;
  }

  std::optional<Object> operator()(const NewMessage& what) const {
    return with_message("updateNewMessage", what.id);
  }
  std::optional<Object> operator()(const EditedMessage& what) const {
    return with_message("updateEditMessage", what.id);
  }
  std::optional<Object> operator()(const DeletedMessages& what) const {
    return with_pts(Object("updateDeleteMessages", {{"messages", what.ids}}));
  }
  std::optional<Object> operator()(const ReadInbox& what) const {
    return with_pts(Object("updateReadHistoryInbox", {{"peer", render_peer(what.peer)},
                                                      {"max_id", what.max_id},
                                                      {"still_unread_count", what.still_unread}}));
  }
  std::optional<Object> operator()(const ReadOutbox& what) const {
    return with_pts(Object("updateReadHistoryOutbox",
                           {{"peer", render_peer(what.peer)}, {"max_id", what.max_id}}));
  }
};

Vector render_usernames(const User& user) {
  Vector usernames;
  if (!user.username.empty()) {
    usernames.push_back(
        Object("username", {{"editable", true}, {"active", true}, {"username", user.username}}));
  }
  return usernames;
}

struct NoticeRenderer {
  const View& view;

  Object operator()(const Typing& what) const {
    return Object("updateUserTyping", {{"user_id", what.from}, {"action", what.action}});
  }
  Object operator()(const CallbackPressed& what) const {
    return Object("updateBotCallbackQuery", {{"query_id", what.query_id},
                                             {"user_id", what.from},
                                             {"peer", render_peer(what.peer)},
                                             {"msg_id", what.message},
                                             {"chat_instance", what.chat_instance},
                                             {"data", what.data}});
  }
  Object operator()(const NameChanged& what) const {
    static const User nobody;
    const User* found = view.world.users().find(what.user);
    const User& user = found != nullptr ? *found : nobody;
    return Object("updateUserName", {{"user_id", what.user},
                                     {"first_name", user.first_name},
                                     {"last_name", user.last_name},
                                     {"usernames", render_usernames(user)}});
  }
  Object operator()(const StatusChanged& what) const {
    const User* user = view.world.users().find(what.user);
    const Object status =
        user != nullptr ? render_status(*user, view.now) : Object("userStatusEmpty");
    return Object("updateUserStatus", {{"user_id", what.user}, {"status", status}});
  }
};

}  // namespace

std::optional<Object> render_event(const View& view, const Event& event) {
  return std::visit(EventRenderer{view, event}, event.what);
}

Object render_notice(const View& view, const Notice& notice) {
  return std::visit(NoticeRenderer{view}, notice);
}

void add_people(const View& view, const Object& update, People& people) {
  people.add(update.get_long("user_id"));
  people.add(update.get_object("peer").get_long("user_id"));
  const MessageId id = update.get_object("message").get_int("id");
  if (const MessageCopy* copy = view.world.messaging().box(view.viewer).find(id)) {
    people.add(*copy);
  }
}

Object render_envelope(const View& view, std::vector<Object> updates) {
  People people;
  for (const Object& update : updates) add_people(view, update, people);
  Object envelope("updates");
  envelope.set("updates", std::move(updates));
  envelope.set("users", render_users(view, people));
  envelope.set("chats", Vector());
  envelope.set("date", to_date(view.now));
  envelope.set("seq", 0);
  return envelope;
}

Object render_state(const View& view, std::int32_t pts) {
  const Box& box = view.world.messaging().box(view.viewer);
  return Object("updates.state", {{"pts", pts},
                                  {"qts", 0},
                                  {"date", to_date(view.now)},
                                  {"seq", seq},
                                  {"unread_count", box.unread_total()}});
}

}  // namespace strata::datacenter
