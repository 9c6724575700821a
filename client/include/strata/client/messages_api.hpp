// MessagesApi: sending, editing, deleting and reading messages.
#pragma once

#include "strata/client/input_message.hpp"
#include "strata/client/message.hpp"
#include "strata/client/operation_set.hpp"
#include "strata/client/peer.hpp"

#include <asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace strata {

/// The message operations of a client. Each *throws* RpcError when Telegram refuses, TransportError
/// (unknown_outcome among them), and ClosedError; *cancellation* ends the wait and throws
/// Cancelled.
class MessagesApi : public virtual OperationSet {
 public:
  explicit MessagesApi(std::shared_ptr<Invoker> invoker) : OperationSet(std::move(invoker)) {}

  /// Sends a message and gives it as it stands in the chat. It is sent once, however often the
  /// connection has to be made again meanwhile. *TL method*: messages.sendMessage.
  asio::awaitable<Message> send_message(PeerRef peer, InputMessage message) const;

  /// Answers a message in its chat. *TL method*: messages.sendMessage.
  asio::awaitable<Message> reply(const Message& to, InputMessage message) const;

  /// Replaces text and buttons of a message. *TL method*: messages.editMessage.
  asio::awaitable<Message> edit_message(PeerRef peer, std::int32_t id, InputMessage message) const;

  /// Deletes messages, with `revoke` for everybody. Ids of private chats and small groups need no
  /// peer; for a channel give it. Returns how many events that made.
  /// *TL methods*: messages.deleteMessages, channels.deleteMessages.
  asio::awaitable<int> delete_messages(PeerRef peer, std::vector<std::int32_t> ids,
                                       bool revoke = true) const;

  /// Fetches messages by id, in the order asked; nothing in the place of one that does not exist.
  /// *TL methods*: messages.getMessages, channels.getMessages.
  asio::awaitable<std::vector<std::optional<Message>>> get_messages_by_id(
      PeerRef peer, std::vector<std::int32_t> ids) const;

  /// Up to `limit` (1 to 100) messages of a chat, the newest first, older than `before` (0: from
  /// the end). *TL method*: messages.getHistory.
  asio::awaitable<std::vector<Message>> get_history(PeerRef peer, int limit,
                                                    std::int32_t before = 0) const;

  /// Marks a chat as read up to a message. *TL methods*: messages.readHistory,
  /// channels.readHistory.
  asio::awaitable<void> mark_as_read(PeerRef peer, std::int32_t up_to) const;

 protected:
  MessagesApi() = default;
};

}  // namespace strata
