// Fetches the difference of one channel.
#include "peers/peer_cache.hpp"
#include "updates/fetch_call.hpp"
#include "updates/update_center.hpp"

#include "strata/client/errors.hpp"
#include "strata/tl/functions/updates/get_channel_difference.hpp"
#include "strata/tl/types/channel_messages_filter.hpp"
#include "strata/tl/types/dialog.hpp"
#include "strata/tl/types/input_channel.hpp"
#include "strata/tl/types/updates/channel_difference.hpp"

namespace strata::updates {

namespace {

namespace types = tl::types::updates;
using Request = tl::functions::updates::GetChannelDifference;
using Answer = FetchedAnswer<Request>;

// What the server gives at once (E-30).
constexpr std::int32_t user_limit = 100;
constexpr std::int32_t bot_limit = 100'000;

/// Applies one answer to the center; one call operator for each constructor.
// Spec: core.telegram.org/method/updates.getChannelDifference (E-31 … E-33)
class Applier {
 public:
  Applier(UpdateCenter& center, DifferenceProcedure& procedure, std::int64_t channel, Answer answer)
      : center_(center), procedure_(procedure), channel_(channel), answer_(std::move(answer)) {}

  DifferenceStep operator()(const types::ChannelDifference& difference) {
    const PeerViews peers(difference.users, difference.chats);
    center_.harvest(peers);
    const std::size_t bytes = answer_->capacity();
    const auto batch = std::make_shared<UpdateBatch>(answer_, peers);
    DifferenceLists lists;
    lists.new_messages = difference.new_messages;
    lists.other_updates = difference.other_updates;
    // Messages without progress would come again for ever (E-33).
    std::int32_t reached = difference.pts;
    const std::int32_t from = procedure_.position().pts;
    if (reached <= from && !difference.new_messages.empty()) reached = from + 1;
    center_.deliver(
        read_difference(BoxId::of_channel(channel_), from, reached, batch, lists, bytes), bytes);
    return advance(reached, difference.final);
  }
  DifferenceStep operator()(const types::ChannelDifferenceEmpty& empty) {
    return advance(empty.pts, true);
  }
  DifferenceStep operator()(const types::ChannelDifferenceTooLong& gone) {
    center_.harvest(PeerViews(gone.users, gone.chats));
    center_.report_lost(channel_);
    const auto* dialog = gone.dialog.get_if<tl::types::Dialog>();
    // Without a position there is nothing to go on from: its next update opens the box (E-32).
    if (dialog == nullptr || !dialog->pts) return DifferenceStep::forget;
    return advance(*dialog->pts, gone.final);
  }
  /// Unknown to the schema, or to us.
  template <class Other>
  DifferenceStep operator()(const Other&) {
    return procedure_.on_unreadable();
  }

 private:
  DifferenceStep advance(std::int32_t pts, bool final) {
    UpdateState reached;
    reached.pts = pts;
    center_.boxes().channel_slice_applied(channel_, pts);
    return final ? procedure_.on_final(reached) : procedure_.on_slice(reached);
  }

  UpdateCenter& center_;
  DifferenceProcedure& procedure_;
  std::int64_t channel_;
  Answer answer_;
};

DifferenceStep apply(UpdateCenter& center, DifferenceProcedure& procedure, std::int64_t channel,
                     const Result<Answer>& answer) {
  if (answer) {
    const tl::enums::updates::ChannelDifference& box = ***answer;
    return box.visit(Applier(center, procedure, channel, *answer));
  }
  if (answer.error().code().category() == tl::decode_category()) return procedure.on_unreadable();
  const DifferenceStep step = procedure.on_error(answer.error());
  if (step == DifferenceStep::forget) center.report_lost(channel);  // told once (E-34)
  return step;
}

void end(UpdateCenter& center, const DifferenceProcedure& procedure, std::int64_t channel,
         DifferenceStep step) {
  const BoxId box = BoxId::of_channel(channel);
  switch (step) {
    case DifferenceStep::done: {
      const auto pts = procedure.position().pts;
      center.execute(center.boxes().channel_difference_applied(center.time(), channel, pts));
      return;
    }
    case DifferenceStep::fetch_state:
    case DifferenceStep::forget:
      return center.boxes().forget_channel(channel);
    case DifferenceStep::lost_state:
      center.report_lost(channel);
      return center.boxes().forget_channel(channel);
    default:
      return center.boxes().difference_failed(box);
  }
}

struct Target {
  std::optional<PeerAddress> address;
  std::int32_t limit = user_limit;
};

Target find_target(const UpdateCenter& center, std::int64_t channel) {
  Target target;
  const auto invoker = center.weak_invoker().lock();
  if (!invoker) return target;
  const auto user = invoker->account().user();
  if (user && user->is_bot) target.limit = bot_limit;
  target.address = peers::find_address(invoker->account(), PeerId::channel(channel));
  return target;
}

/// One call; the request's objects live until it is encoded.
asio::awaitable<Result<Answer>> ask(std::weak_ptr<Invoker> invoker, Target target,
                                    std::int32_t pts) {
  tl::Arena arena;
  Request request;
  request.channel = target.address->input_channel(arena);
  request.filter = tl::blank<tl::types::ChannelMessagesFilterEmpty>;
  // Position 0 is none: one message suffices to learn it (E-30).
  request.pts = pts == 0 ? 1 : pts;
  request.limit = pts == 0 ? 1 : target.limit;
  co_return co_await fetch(std::move(invoker), request);
}

}  // namespace

asio::awaitable<void> fetch_channel_difference(std::shared_ptr<UpdateCenter> center,
                                               std::int64_t channel) {
  const Target target = find_target(*center, channel);
  if (!target.address) {
    // Asking with access hash 0 fails for certain (E-34).
    center->postpone_channel(channel);
    co_return;
  }
  UpdateState from;
  from.pts = center->boxes().channel_pts(channel).value_or(0);
  DifferenceProcedure procedure(from, center->limits().difference);
  DifferenceStep step = DifferenceStep::fetch;
  while (step == DifferenceStep::fetch || step == DifferenceStep::pause) {
    if (step == DifferenceStep::pause) co_await UpdateCenter::pause(center, procedure.pause());
    co_await UpdateCenter::wait_for_room(center);
    if (center->is_closed()) co_return;
    const Result<Answer> answer =
        co_await ask(center->weak_invoker(), target, procedure.position().pts);
    if (center->is_closed()) co_return;
    step = apply(*center, procedure, channel, answer);
  }
  end(*center, procedure, channel, step);
  center->channel_fetched(channel);
}

}  // namespace strata::updates
