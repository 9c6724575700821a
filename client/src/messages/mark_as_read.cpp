// Marks a chat as read.
#include "peers/resolve.hpp"
#include "updates/apply_answer.hpp"

#include "strata/client/invoker.hpp"
#include "strata/client/messages_api.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/functions/channels/read_history.hpp"
#include "strata/tl/functions/messages/read_history.hpp"
#include "strata/tl/types/input_channel.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/messages/affected_messages.hpp"

namespace strata {

namespace {

asio::awaitable<void> mark_as_read(std::shared_ptr<Invoker> invoker, PeerRef peer,
                                   std::int32_t up_to) {
  const PeerAddress address = co_await peers::resolve(invoker, std::move(peer));
  tl::Arena arena;
  if (address.id() && address.id()->is_channel()) {
    const tl::functions::channels::ReadHistory request{.channel = address.input_channel(arena),
                                                       .max_id = up_to};
    co_await invoker->invoke(request);
    co_return;
  }
  const tl::functions::messages::ReadHistory request{.peer = address.input_peer(arena),
                                                     .max_id = up_to};
  const auto answer = co_await invoker->invoke(request);
  const tl::types::messages::AffectedMessages& affected =
      answer->as<tl::types::messages::AffectedMessages>();
  co_await updates::apply_affected(invoker, std::nullopt, affected.pts, affected.pts_count);
}

}  // namespace

// Spec: core.telegram.org/method/messages.readHistory
asio::awaitable<void> MessagesApi::mark_as_read(PeerRef peer, std::int32_t up_to) const {
  return strata::mark_as_read(invoker(), std::move(peer), up_to);
}

}  // namespace strata
