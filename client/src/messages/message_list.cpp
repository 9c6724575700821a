// Reads messages.messages in all its forms.
#include "messages/message_list.hpp"

#include "peers/peer_cache.hpp"

#include "strata/tl/types/messages/messages.hpp"

namespace strata::messages {

namespace {

template <class T>
std::vector<Message> read(Invoker& invoker, std::shared_ptr<const void> owner, const T& list) {
  const PeerViews peers(list.users, list.chats);
  peers::harvest(invoker.account(), peers);
  std::vector<Message> messages;
  messages.reserve(list.messages.size());
  for (const tl::enums::Message& message : list.messages) {
    messages.emplace_back(owner, message, peers);
  }
  return messages;
}

}  // namespace

std::vector<Message> read_list(
    Invoker& invoker, std::shared_ptr<const tl::Object<tl::enums::messages::Messages>> answer) {
  namespace types = tl::types::messages;
  const tl::enums::messages::Messages& box = **answer;
  if (const auto* all = box.get_if<types::Messages>()) return read(invoker, answer, *all);
  if (const auto* some = box.get_if<types::MessagesSlice>()) return read(invoker, answer, *some);
  if (const auto* post = box.get_if<types::ChannelMessages>()) return read(invoker, answer, *post);
  return {};
}

}  // namespace strata::messages
