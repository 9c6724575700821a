// Finds the message that an answer to a sending call tells of.
#include "messages/sent_message.hpp"

#include "updates/apply_answer.hpp"

#include "strata/client/account.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/types/message.hpp"
#include "strata/tl/types/peer.hpp"
#include "strata/tl/types/update.hpp"
#include "strata/tl/types/updates.hpp"

#include <optional>
#include <span>
#include <utility>

namespace strata::messages {

namespace {

namespace types = tl::types;

struct Members {
  std::span<const tl::enums::Update> updates;
  PeerViews peers;
};

std::optional<Members> members_of(const tl::enums::Updates& box) {
  if (const auto* updates = box.get_if<types::Updates>()) {
    return Members{updates->updates, PeerViews(updates->users, updates->chats)};
  }
  if (const auto* combined = box.get_if<types::UpdatesCombined>()) {
    return Members{combined->updates, PeerViews(combined->users, combined->chats)};
  }
  return std::nullopt;
}

/// The message that a member brings, new or edited; an empty box otherwise.
tl::enums::Message message_of(const tl::enums::Update& update) {
  if (const auto* made = update.get_if<types::UpdateNewMessage>()) return made->message;
  if (const auto* made = update.get_if<types::UpdateNewChannelMessage>()) return made->message;
  if (const auto* made = update.get_if<types::UpdateNewScheduledMessage>()) return made->message;
  if (const auto* edited = update.get_if<types::UpdateEditMessage>()) return edited->message;
  if (const auto* edited = update.get_if<types::UpdateEditChannelMessage>()) {
    return edited->message;
  }
  return {};
}

std::int32_t id_of(const tl::enums::Message& message) {
  if (const auto* ordinary = message.get_if<types::Message>()) return ordinary->id;
  if (const auto* service = message.get_if<types::MessageService>()) return service->id;
  return 0;
}

std::optional<std::int32_t> id_given_to(std::span<const tl::enums::Update> updates,
                                        std::int64_t random_id) {
  for (const tl::enums::Update& update : updates) {
    const auto* named = update.get_if<types::UpdateMessageID>();
    if (named && named->random_id == random_id) return named->id;
  }
  return std::nullopt;
}

std::optional<Message> find(std::shared_ptr<const UpdatesAnswer> answer, const Members& members,
                            std::optional<std::int32_t> id) {
  for (const tl::enums::Update& update : members.updates) {
    const tl::enums::Message message = message_of(update);
    if (message.has_value() && (!id || id_of(message) == *id)) {
      return Message(std::move(answer), message, members.peers);
    }
  }
  return std::nullopt;
}

/// What a Message of our own making lives in.
struct MadeMessage {
  std::shared_ptr<const UpdatesAnswer> answer;
  tl::Arena arena;
  types::Message message;
};

tl::enums::Peer peer_of(const PeerAddress& address, const Account& account, tl::Arena& arena) {
  const std::int64_t self = account.user() ? account.user()->id : 0;
  const PeerId id = address.id().value_or(PeerId::user(self));
  if (id.is_chat()) {
    const types::PeerChat peer{.chat_id = id.id()};
    return arena.make(peer);
  }
  if (id.is_channel()) {
    const types::PeerChannel peer{.channel_id = id.id()};
    return arena.make(peer);
  }
  const types::PeerUser peer{.user_id = id.id()};
  return arena.make(peer);
}

Message merge(const Account& account, std::shared_ptr<const UpdatesAnswer> answer,
              const types::UpdateShortSentMessage& sent, const SentRequest& request) {
  auto made = std::make_shared<MadeMessage>();
  made->answer = std::move(answer);
  types::Message& message = made->message;
  message.out = sent.out;
  message.id = sent.id;
  message.peer_id = peer_of(request.peer, account, made->arena);
  message.date = sent.date;
  message.message = made->arena.copy(request.text);
  message.media = sent.media;
  message.entities = sent.entities;
  message.ttl_period = sent.ttl_period;
  const tl::enums::Message box = message;
  return Message(std::move(made), box);
}

[[noreturn]] void throw_missing() {
  throw ProtocolError(ClientErrc::unexpected_answer,
                      "the server accepted the message without telling its id");
}

}  // namespace

asio::awaitable<Message> read_sent(std::shared_ptr<Invoker> invoker,
                                   std::shared_ptr<const UpdatesAnswer> answer,
                                   SentRequest request) {
  const tl::enums::Updates& box = **answer;
  if (const auto* sent = box.get_if<types::UpdateShortSentMessage>()) {
    Message message = merge(invoker->account(), answer, *sent, request);
    co_await updates::apply_sent_message(invoker, message, sent->pts, sent->pts_count);
    co_return message;
  }
  co_await updates::apply_answer(invoker, answer);
  const std::optional<Members> members = members_of(box);
  if (!members) throw_missing();
  std::optional<Message> message =
      find(answer, *members, id_given_to(members->updates, request.random_id));
  if (!message) throw_missing();
  co_return *std::move(message);
}

asio::awaitable<Message> read_edited(std::shared_ptr<Invoker> invoker,
                                     std::shared_ptr<const UpdatesAnswer> answer, std::int32_t id) {
  co_await updates::apply_answer(invoker, answer);
  const std::optional<Members> members = members_of(**answer);
  std::optional<Message> message;
  if (members) message = find(answer, *members, id);
  if (!message) throw_missing();
  co_return *std::move(message);
}

}  // namespace strata::messages
