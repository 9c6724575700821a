// The world that a data centre serves: its accounts, boxes, logins and files, and a way to look
// into it and to act in it without any client.
#include "strata/datacenter/world/world.hpp"

namespace strata::datacenter {

World::World(WorldOptions options)
    : options_(std::move(options)),
      seed_(options_.seed),
      users_(seed_, options_.limits),
      messaging_(users_, *observers_, options_.limits),
      codes_(seed_, options_.limits),
      passwords_(seed_, options_.limits),
      authorizations_(seed_, options_.limits),
      files_(seed_, options_.limits),
      contacts_(options_.limits) {
  codes_.set_fixed_code(options_.fixed_login_code);
  codes_.set_delivery([this](const std::string& phone, const std::string& code) {
    observers_->on_login_code(phone, code);
  });
}

std::string World::last_code(std::string_view phone) const {
  const auto digits = normalize_phone(phone);
  return digits ? codes_.last_code(*digits) : std::string();
}

Outcome<MessageId> World::send_text(UserId from, UserId to, std::string text, UnixSeconds now) {
  Outgoing outgoing;
  outgoing.from = from;
  outgoing.to = PeerId::user(to);
  outgoing.body.text = std::move(text);
  outgoing.random_id = seed_.number("random id of the world", {++texts_sent_});
  const auto sent = messaging_.send(std::move(outgoing), now);
  if (!sent) return refuse(sent.error());
  return std::get<NewMessage>(sent->what).id;
}

std::vector<MessageView> World::conversation(UserId owner, UserId with) {
  std::vector<MessageView> views;
  if (users_.find(owner) == nullptr) return views;
  const Box& box = messaging_.box(owner);
  for (const MessageId id : box.messages_with(PeerId::user(with))) {
    const Message& message = *box.find(id)->message;
    views.push_back({id, message.from, message.body.text});
  }
  return views;
}

}  // namespace strata::datacenter
