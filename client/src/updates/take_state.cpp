// Takes the server's word for how far the account's updates are.
#include "updates/take_state.hpp"

#include "updates/on_center.hpp"
#include "updates/progress.hpp"
#include "updates/update_center.hpp"

#include "strata/client/account.hpp"
#include "strata/tl/functions/updates/get_state.hpp"
#include "strata/tl/types/updates/state.hpp"

namespace strata::updates {

asio::awaitable<void> take_state(std::shared_ptr<Invoker> invoker) {
  const auto answer = co_await invoker->invoke(tl::functions::updates::GetState{});
  const tl::types::updates::State& raw = answer->as<tl::types::updates::State>();
  UpdateState state;
  state.pts = raw.pts;
  state.qts = raw.qts;
  state.date = raw.date;
  state.seq = raw.seq;
  Progress progress;
  progress.reach(state);
  progress.store(invoker->account());
  const CenterStep adopt = [state](UpdateCenter& center) { center.adopt(state); };
  co_await on_center(invoker, adopt);
}

}  // namespace strata::updates
