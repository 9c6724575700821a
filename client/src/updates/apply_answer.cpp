// What operations do with answers that carry updates, users or positions in a sequence.
#include "updates/apply_answer.hpp"

#include "peers/peer_cache.hpp"
#include "updates/envelope_reader.hpp"
#include "updates/on_center.hpp"
#include "updates/update_center.hpp"

#include <utility>

namespace strata::updates {

// Spec: core.telegram.org/api/updates (E-07, E-40)
asio::awaitable<void> apply_answer(std::shared_ptr<Invoker> invoker, DecodedUpdates answer) {
  peers::harvest(invoker->account(), peers_of(**answer));
  const CenterStep step = [answer](UpdateCenter& center) { center.on_answer(answer); };
  co_await on_center(std::move(invoker), step);
}

asio::awaitable<void> apply_sent_message(std::shared_ptr<Invoker> invoker, Message message,
                                         std::int32_t pts, std::int32_t pts_count) {
  const CenterStep step = [message, pts, pts_count](UpdateCenter& center) {
    center.on_sent(message, pts, pts_count);
  };
  co_await on_center(std::move(invoker), step);
}

asio::awaitable<void> apply_affected(std::shared_ptr<Invoker> invoker,
                                     std::optional<std::int64_t> channel, std::int32_t pts,
                                     std::int32_t pts_count) {
  const BoxId box = channel ? BoxId::of_channel(*channel) : BoxId::common();
  const CenterStep step = [box, pts, pts_count](UpdateCenter& center) {
    center.on_affected(box, pts, pts_count);
  };
  co_await on_center(std::move(invoker), step);
}

}  // namespace strata::updates
