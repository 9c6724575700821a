// Deletes messages.
#include "strata/tl/functions/channels/delete_messages.hpp"

#include "peers/resolve.hpp"
#include "updates/apply_answer.hpp"

#include "strata/client/invoker.hpp"
#include "strata/client/messages_api.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/functions/messages/delete_messages.hpp"
#include "strata/tl/types/input_channel.hpp"
#include "strata/tl/types/messages/affected_messages.hpp"

namespace strata {

namespace {

using Answer = tl::Object<tl::enums::messages::AffectedMessages>;

asio::awaitable<int> delete_messages(std::shared_ptr<Invoker> invoker, PeerRef peer,
                                     std::vector<std::int32_t> ids, bool revoke) {
  const PeerAddress address = co_await peers::resolve(invoker, std::move(peer));
  const bool in_channel = address.id() && address.id()->is_channel();
  std::optional<Answer> answer;
  std::optional<std::int64_t> channel;
  if (in_channel) {
    tl::Arena arena;
    channel = address.id()->id();
    const tl::functions::channels::DeleteMessages request{.channel = address.input_channel(arena),
                                                          .id = ids};
    answer.emplace(co_await invoker->invoke(request));
  } else {
    const tl::functions::messages::DeleteMessages request{.revoke = revoke, .id = ids};
    answer.emplace(co_await invoker->invoke(request));
  }
  const tl::types::messages::AffectedMessages& affected =
      (**answer).as<tl::types::messages::AffectedMessages>();
  co_await updates::apply_affected(invoker, channel, affected.pts, affected.pts_count);
  co_return affected.pts_count;
}

}  // namespace

// Spec: core.telegram.org/method/messages.deleteMessages
asio::awaitable<int> MessagesApi::delete_messages(PeerRef peer, std::vector<std::int32_t> ids,
                                                  bool revoke) const {
  return strata::delete_messages(invoker(), std::move(peer), std::move(ids), revoke);
}

}  // namespace strata
