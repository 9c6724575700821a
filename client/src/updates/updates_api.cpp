// Opens the stream of updates, and takes the server's state.
#include "strata/client/updates_api.hpp"

#include "updates/on_center.hpp"
#include "updates/update_center.hpp"

#include "strata/client/account.hpp"
#include "strata/client/errors.hpp"
#include "strata/tl/functions/updates/get_state.hpp"
#include "strata/tl/types/updates/state.hpp"

namespace strata {

namespace {

asio::awaitable<void> sync_state(std::shared_ptr<Invoker> invoker) {
  const auto answer = co_await invoker->invoke(tl::functions::updates::GetState{});
  const tl::types::updates::State& raw = **answer;
  UpdateState state;
  state.pts = raw.pts;
  state.qts = raw.qts;
  state.date = raw.date;
  state.seq = raw.seq;
  updates::Progress progress;
  progress.reach(state);
  progress.store(invoker->account());
  const updates::CenterStep adopt = [state](updates::UpdateCenter& center) { center.adopt(state); };
  co_await updates::on_center(invoker, adopt);
}

}  // namespace

UpdateStream UpdatesApi::stream_updates(const UpdateOptions& options) const {
  const auto open = updates::center_of(*invoker());
  if (open && !open->is_closed()) {
    throw Error(ClientErrc::invalid_argument,
                "another stream of updates is open on this client; close it first");
  }
  const auto center = std::make_shared<updates::UpdateCenter>(invoker(), options);
  invoker()->set_update_sink(center);
  center->start();
  return UpdateStream(center);
}

asio::awaitable<void> UpdatesApi::sync_update_state() const { return sync_state(invoker()); }

}  // namespace strata
