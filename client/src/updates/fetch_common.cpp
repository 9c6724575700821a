// Fetches the difference of private chats, small groups and qts.
#include "updates/fetch_call.hpp"
#include "updates/update_center.hpp"

#include "strata/client/errors.hpp"
#include "strata/tl/functions/updates/get_difference.hpp"
#include "strata/tl/types/updates/difference.hpp"
#include "strata/tl/types/updates/state.hpp"

namespace strata::updates {

namespace {

namespace types = tl::types::updates;
using Request = tl::functions::updates::GetDifference;
using Answer = FetchedAnswer<Request>;

UpdateState to_state(const tl::enums::updates::State& box) {
  const auto& raw = box.as<types::State>();
  UpdateState state;
  state.pts = raw.pts;
  state.qts = raw.qts;
  state.date = raw.date;
  state.seq = raw.seq;
  return state;
}

/// Applies one answer to the center; one call operator for each constructor.
// Spec: core.telegram.org/method/updates.getDifference (E-20)
class Applier {
 public:
  Applier(UpdateCenter& center, DifferenceProcedure& procedure, Answer answer)
      : center_(center), procedure_(procedure), answer_(std::move(answer)) {}

  DifferenceStep operator()(const types::Difference& difference) {
    const UpdateState reached = to_state(difference.state);
    take(difference, reached);
    return finish(reached);
  }
  DifferenceStep operator()(const types::DifferenceSlice& slice) {
    const UpdateState reached = to_state(slice.intermediate_state);
    take(slice, reached);
    advance(reached);
    return procedure_.on_slice(reached);
  }
  DifferenceStep operator()(const types::DifferenceEmpty& empty) {
    UpdateState reached = procedure_.position();
    reached.date = empty.date;
    reached.seq = empty.seq;
    return finish(reached);
  }
  DifferenceStep operator()(const types::DifferenceTooLong& gone) {
    UpdateState reached = procedure_.position();
    reached.pts = gone.pts;
    center_.report_lost(std::nullopt);
    advance(reached);
    return procedure_.on_too_long(gone.pts);
  }
  /// Unknown to the schema, or to us.
  template <class Other>
  DifferenceStep operator()(const Other&) {
    return procedure_.on_unreadable();
  }

 private:
  template <class Difference>
  void take(const Difference& difference, const UpdateState& reached) {
    const PeerViews peers(difference.users, difference.chats);
    center_.harvest(peers);
    const std::size_t bytes = answer_->capacity();
    const auto batch = std::make_shared<UpdateBatch>(answer_, peers);
    DifferenceLists lists;
    lists.new_messages = difference.new_messages;
    lists.new_encrypted_messages = difference.new_encrypted_messages;
    lists.other_updates = difference.other_updates;
    const DifferenceContent content = read_difference(BoxId::common(), procedure_.position().pts,
                                                      reached.pts, batch, lists, bytes);
    center_.deliver(content, bytes);
  }

  void advance(const UpdateState& reached) {
    center_.boxes().common_slice_applied(reached);
    Progress progress;
    progress.reach(reached);
    center_.note(progress);
  }

  DifferenceStep finish(const UpdateState& reached) {
    // First the position, then what waited behind the hole.
    advance(reached);
    return procedure_.on_final(reached);
  }

  UpdateCenter& center_;
  DifferenceProcedure& procedure_;
  Answer answer_;
};

DifferenceStep apply(UpdateCenter& center, DifferenceProcedure& procedure,
                     const Result<Answer>& answer) {
  if (answer) {
    const tl::enums::updates::Difference& box = ***answer;
    return box.visit(Applier(center, procedure, *answer));
  }
  if (answer.error().code().category() == tl::decode_category()) return procedure.on_unreadable();
  return procedure.on_error(answer.error());
}

void end(UpdateCenter& center, const DifferenceProcedure& procedure, DifferenceStep step,
         const std::optional<Error>& failure) {
  if (step == DifferenceStep::done) {
    const auto now = center.time();
    return center.execute(center.boxes().common_difference_applied(now, procedure.position()));
  }
  if (step == DifferenceStep::lost_state) center.report_lost(std::nullopt);
  if (step == DifferenceStep::lost_state || step == DifferenceStep::fetch_state) {
    return center.fetch_state();
  }
  if (failure) center.fail(*failure);
}

}  // namespace

asio::awaitable<void> fetch_common_difference(std::shared_ptr<UpdateCenter> center) {
  const int epoch = center->epoch();
  DifferenceProcedure procedure(center->boxes().common_state(), center->limits().difference);
  DifferenceStep step = DifferenceStep::fetch;
  std::optional<Error> failure;
  while (step == DifferenceStep::fetch || step == DifferenceStep::pause) {
    if (step == DifferenceStep::pause) co_await UpdateCenter::pause(center, procedure.pause());
    co_await UpdateCenter::wait_for_room(center);
    if (!center->is_current(epoch)) co_return;

    Request request;
    request.pts = procedure.position().pts;
    request.date = procedure.position().date;
    request.qts = procedure.position().qts;
    const Result<Answer> answer = co_await fetch(center->weak_invoker(), request);
    if (!center->is_current(epoch)) co_return;
    if (!answer) failure = answer.error();
    step = apply(*center, procedure, answer);
  }
  end(*center, procedure, step, failure);
}

}  // namespace strata::updates
