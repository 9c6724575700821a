// Fetches messages: by id, and page by page.
#include "strata/tl/functions/channels/get_messages.hpp"

#include "messages/message_list.hpp"
#include "peers/resolve.hpp"

#include "strata/client/invoker.hpp"
#include "strata/client/messages_api.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/functions/messages/get_history.hpp"
#include "strata/tl/functions/messages/get_messages.hpp"
#include "strata/tl/types/input_channel.hpp"
#include "strata/tl/types/input_message.hpp"
#include "strata/tl/types/input_peer.hpp"

#include <algorithm>

namespace strata {

namespace {

using Answer = tl::Object<tl::enums::messages::Messages>;

constexpr int longest_page = 100;

/// In the order asked: the server's order is not promised, and missing ones come back empty or not
/// at all.
std::vector<std::optional<Message>> arrange(const std::vector<std::int32_t>& ids,
                                            const std::vector<Message>& found) {
  std::vector<std::optional<Message>> arranged;
  for (const std::int32_t id : ids) {
    const auto match = std::ranges::find_if(
        found, [&](const Message& message) { return message.id() == id && !message.is_empty(); });
    arranged.push_back(match == found.end() ? std::nullopt : std::optional<Message>(*match));
  }
  return arranged;
}

asio::awaitable<std::vector<std::optional<Message>>> get_messages_by_id(
    std::shared_ptr<Invoker> invoker, PeerRef peer, std::vector<std::int32_t> ids) {
  const PeerAddress address = co_await peers::resolve(invoker, std::move(peer));
  tl::Arena arena;
  std::vector<tl::enums::InputMessage> wanted;
  for (const std::int32_t id : ids) {
    const tl::types::InputMessageID one{.id = id};
    wanted.emplace_back(arena.make(one));
  }
  std::shared_ptr<const Answer> answer;
  if (address.id() && address.id()->is_channel()) {
    const tl::functions::channels::GetMessages request{.channel = address.input_channel(arena),
                                                       .id = wanted};
    answer = std::make_shared<const Answer>(co_await invoker->invoke(request));
  } else {
    const tl::functions::messages::GetMessages request{.id = wanted};
    answer = std::make_shared<const Answer>(co_await invoker->invoke(request));
  }
  co_return arrange(ids, messages::read_list(*invoker, std::move(answer)));
}

asio::awaitable<std::vector<Message>> get_history(std::shared_ptr<Invoker> invoker, PeerRef peer,
                                                  int limit, std::int32_t before) {
  const PeerAddress address = co_await peers::resolve(invoker, std::move(peer));
  tl::Arena arena;
  const tl::functions::messages::GetHistory request{.peer = address.input_peer(arena),
                                                    .offset_id = before,
                                                    .limit = std::clamp(limit, 1, longest_page)};
  auto answer = std::make_shared<const Answer>(co_await invoker->invoke(request));
  co_return messages::read_list(*invoker, std::move(answer));
}

}  // namespace

// Spec: core.telegram.org/method/messages.getMessages
asio::awaitable<std::vector<std::optional<Message>>> MessagesApi::get_messages_by_id(
    PeerRef peer, std::vector<std::int32_t> ids) const {
  return strata::get_messages_by_id(invoker(), std::move(peer), std::move(ids));
}

// Spec: core.telegram.org/method/messages.getHistory
asio::awaitable<std::vector<Message>> MessagesApi::get_history(PeerRef peer, int limit,
                                                               std::int32_t before) const {
  return strata::get_history(invoker(), std::move(peer), limit, before);
}

}  // namespace strata
