// Fetches the server's word for how far the account is.
#include "updates/fetch_call.hpp"
#include "updates/update_center.hpp"

#include "strata/client/errors.hpp"
#include "strata/tl/functions/updates/get_state.hpp"
#include "strata/tl/types/updates/state.hpp"

namespace strata::updates {

namespace {

using Request = tl::functions::updates::GetState;
using Answer = FetchedAnswer<Request>;

UpdateState to_state(const tl::types::updates::State& raw) {
  UpdateState state;
  state.pts = raw.pts;
  state.qts = raw.qts;
  state.date = raw.date;
  state.seq = raw.seq;
  return state;
}

}  // namespace

// Spec: core.telegram.org/api/updates#fetching-state (E-01, E-54)
asio::awaitable<void> fetch_update_state(std::shared_ptr<UpdateCenter> center) {
  const int epoch = center->epoch();
  DifferenceProcedure procedure(UpdateState(), center->limits().difference);
  while (center->is_current(epoch)) {
    const Request request;
    const Result<Answer> answer = co_await fetch(center->weak_invoker(), request);
    if (!center->is_current(epoch)) co_return;
    if (answer) {
      const tl::Object<tl::enums::updates::State>& state = **answer;
      center->on_state(to_state(state->as<tl::types::updates::State>()));
      co_return;
    }
    const DifferenceStep step = procedure.on_error(answer.error());
    if (step != DifferenceStep::pause) {
      center->fail(answer.error());
      co_return;
    }
    co_await UpdateCenter::pause(center, procedure.pause());
  }
}

}  // namespace strata::updates
