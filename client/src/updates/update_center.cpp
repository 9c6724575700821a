// Receives raw updates and feeds the stream, in order and without holes.
#include "updates/update_center.hpp"

#include "core/clock.hpp"
#include "peers/peer_cache.hpp"

#include "strata/client/errors.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/types/update.hpp"
#include "strata/tl/types/updates.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/dispatch.hpp>

#include <algorithm>
#include <limits>

namespace strata::updates {

namespace {

BoxLimits box_limits(const UpdateOptions& options) {
  BoxLimits limits;
  limits.gap_wait = options.gap_wait();
  return limits;
}

// What happened in channels before is skipped unless it is wanted.
UpdateState first_state(const std::shared_ptr<Invoker>& invoker, const UpdateOptions& options) {
  return options.catch_up() ? invoker->account().update_state() : UpdateState();
}

UpdatePlace place_in(BoxId box, std::int32_t pts) {
  using Sequence = UpdatePlace::Sequence;
  switch (box.kind) {
    case BoxId::Kind::none:
      break;
    case BoxId::Kind::common:
      return {Sequence::common, 0, pts};
    case BoxId::Kind::secondary:
      return {Sequence::secondary, 0, pts};
    case BoxId::Kind::channel:
      return {Sequence::channel, box.channel, pts};
  }
  return {};
}

}  // namespace

UpdateCenter::UpdateCenter(const std::shared_ptr<Invoker>& invoker, const UpdateOptions& options,
                           const CenterLimits& limits)
    : invoker_(invoker),
      strand_(invoker->strand()),
      options_(options),
      limits_(limits),
      boxes_(first_state(invoker, options), box_limits(options)),
      queue_(options.queue_limit(), options.queue_bytes()) {}

std::chrono::nanoseconds UpdateCenter::time() const { return detail::read_clocks().monotonic; }

void UpdateCenter::start() {
  asio::dispatch(strand_, [self = shared_from_this()] { self->begin(); });
}

// The base state is what the server says, or what was stored; never the first update seen (E-54).
void UpdateCenter::begin() {
  if (closed_ || begun_) return;
  begun_ = true;
  heard_at_ = time();
  asio::co_spawn(strand_, watch_time(shared_from_this()), asio::detached);
  if (boxes_.common_state().pts == 0) return fetch_state();
  ready_ = true;
  execute(boxes_.on_gap(BoxId::common()));
}

void UpdateCenter::close() {
  if (closed_.exchange(true)) return;
  asio::dispatch(strand_, [self = shared_from_this()] { self->end(); });
}

void UpdateCenter::end() {
  closed_ = true;
  queue_.close();
  time_changed_.notify();
  room_.notify();
  ended_.notify();
  const auto invoker = invoker_.lock();
  if (invoker && invoker->update_sink().get() == this) invoker->set_update_sink(nullptr);
}

void UpdateCenter::fail(const Error& reason) {
  // The end of the client is the end of the stream, not a failure.
  if (!failure_ && reason.code() != ClientErrc::closed) failure_ = reason;
  end();
}

void UpdateCenter::on_closed() { end(); }

void UpdateCenter::on_gap(UpdateGap) {
  if (closed_ || !ready_) return;
  if (!queue_.accepts()) {
    missed_ = true;
    return;
  }
  execute(boxes_.on_gap(BoxId::common()));
}

// A member of a later layer does not cost the others. (H-05)
// Spec: core.telegram.org/api/updates#update-handling (E-40, E-50)
void UpdateCenter::on_updates(BytesView body) {
  if (closed_) return;
  auto decoded = tl::decode<tl::enums::Updates>(body, {.unknown = tl::UnknownConstructor::keep});
  if (!decoded) return on_gap(UpdateGap::undecodable);
  const auto updates = std::make_shared<const tl::Object<tl::enums::Updates>>(std::move(*decoded));
  harvest(peers_of(**updates));
  const auto invoker = invoker_.lock();
  if (invoker) feed(read_envelope(invoker->account(), updates, body.size()));
}

void UpdateCenter::on_answer(const DecodedUpdates& answer) {
  const auto invoker = invoker_.lock();
  if (closed_ || !invoker) return;
  feed(read_envelope(invoker->account(), answer, answer->capacity()));
}

void UpdateCenter::on_sent(const Message& message, std::int32_t pts, std::int32_t count) {
  if (closed_) return;
  const auto batch = std::make_shared<UpdateBatch>(message.owner(), message.peers());
  tl::types::UpdateNewMessage update;
  update.message = message.raw();
  update.pts = pts;
  update.pts_count = count;
  EnvelopeContent content;
  const tl::enums::Update box(batch->arena().make(update));
  add_members(batch, std::span(&box, 1U), 0, content);
  feed(std::move(content));
}

void UpdateCenter::on_affected(BoxId box, std::int32_t pts, std::int32_t count) {
  if (closed_) return;
  EnvelopeContent content;
  UpdateItem item;
  item.box = box;
  item.pts = pts;
  item.count = count;
  content.envelope.items.push_back(std::move(item));
  feed(std::move(content));
}

void UpdateCenter::harvest(const PeerViews& peers) {
  const auto invoker = invoker_.lock();
  if (!invoker) return;
  peers::harvest(invoker->account(), peers);
  if (!channels_.has_postponed()) return;
  for (const std::int64_t channel : channels_.take_postponed()) channels_.add(channel);
  start_channels();
}

// Nothing is judged before there is a state; nothing is taken in while the application is behind:
// what is left out now comes with a difference later (E-52).
void UpdateCenter::feed(EnvelopeContent content) {
  heard_at_ = time();
  if (!ready_) {
    if (held_.size() < limits_.held_envelopes) return held_.push_back(std::move(content));
    missed_ = true;
    return;
  }
  if (!queue_.accepts()) {
    missed_ = true;
    return;
  }
  judge(std::move(content));
}

void UpdateCenter::judge(EnvelopeContent content) {
  execute(boxes_.on_envelope(time(), std::move(content.envelope)));
  for (const ChannelTooLong& order : content.too_long) {
    execute(boxes_.on_channel_too_long(order.channel, order.pts));
  }
  if (content.needs_difference) execute(boxes_.on_gap(BoxId::common()));
}

void UpdateCenter::execute(BoxActions actions) {
  for (BoxAction& action : actions) {
    if (auto* update = std::get_if<Deliver>(&action)) {
      Progress progress;
      progress.reach(update->box, update->pts);
      enqueue(update->box, update->pts, std::move(update->payload), update->bytes,
              std::move(progress));
    } else if (const auto* fetch = std::get_if<FetchDifference>(&action)) {
      if (fetch->box.kind == BoxId::Kind::channel) {
        channels_.add(fetch->box.channel);
      } else {
        asio::co_spawn(strand_, fetch_common_difference(shared_from_this()), asio::detached);
      }
    } else {
      fetch_state();
    }
  }
  note_position();
  start_channels();
  time_changed_.notify();
}

void UpdateCenter::enqueue(BoxId box, std::int32_t pts, Payload payload, std::size_t bytes,
                           Progress progress) {
  QueuedUpdate update(place_in(box, pts), std::move(payload), bytes, std::move(progress));
  queue_.push(std::move(update));
}

void UpdateCenter::deliver(const DifferenceContent& content, std::size_t bytes) {
  const std::size_t each = bytes / (content.deliver.size() + 1);
  for (const UpdateItem& item : content.deliver) {
    // Nothing is stored in the middle: the order inside a difference is not certain.
    enqueue(item.box, item.pts, item.payload, each, Progress());
  }
  judge(content.others);
}

void UpdateCenter::report_lost(std::optional<std::int64_t> channel) {
  const BoxId box = channel ? BoxId::of_channel(*channel) : BoxId::common();
  enqueue(box, 0, nullptr, 0, Progress());
}

void UpdateCenter::note_position() {
  const UpdateState position = boxes_.common_state();
  if (std::exchange(noted_, position) == position) return;
  Progress reached;
  reached.reach(position);
  note(reached);
}

void UpdateCenter::note(const Progress& progress) { store(queue_.reached(progress)); }

void UpdateCenter::store(const Progress& progress) {
  const auto invoker = invoker_.lock();
  if (invoker && !progress.empty()) progress.store(invoker->account());
}

void UpdateCenter::start_channels() {
  while (const auto channel = channels_.next()) {
    asio::co_spawn(strand_, fetch_channel_difference(shared_from_this(), *channel), asio::detached);
  }
}

void UpdateCenter::channel_fetched(std::int64_t channel) {
  channels_.finished();
  const auto pts = boxes_.channel_pts(channel);
  if (pts) {
    Progress reached;
    reached.reach(BoxId::of_channel(channel), *pts);
    note(reached);
  }
  start_channels();
}

// It waits for the harvest that brings the hash; its box still counts as being fetched.
void UpdateCenter::postpone_channel(std::int64_t channel) {
  channels_.finished();
  channels_.postpone(channel);
  start_channels();
}

void UpdateCenter::fetch_state() {
  if (std::exchange(fetching_state_, true)) return;
  asio::co_spawn(strand_, fetch_update_state(shared_from_this()), asio::detached);
}

void UpdateCenter::adopt(const UpdateState& state) {
  ++epoch_;
  fetching_state_ = false;
  boxes_.restore(state);
  if (!std::exchange(ready_, true)) held_.clear();
  execute({});
}

// A later state is taken when the old position was worth nothing; the difference then follows from
// there (E-08).
void UpdateCenter::on_state(const UpdateState& state) {
  if (!ready_) return on_first_state(state);
  adopt(state);
  execute(boxes_.on_gap(BoxId::common()));
}

// What came while the state was on its way may be in it already, or not: the position goes back to
// before the first such update, so that each of them is delivered and nothing is twice.
void UpdateCenter::on_first_state(UpdateState state) {
  const std::int32_t known = state.pts;
  for (const EnvelopeContent& content : held_) {
    for (const UpdateItem& item : content.envelope.items) {
      if (item.count < 0 || item.pts <= item.count) continue;
      const std::int32_t before = item.pts - item.count;
      if (item.box == BoxId::common()) state.pts = std::min(state.pts, before);
      if (item.box == BoxId::secondary()) state.qts = std::min(state.qts, before);
    }
    const std::int32_t seq_start = content.envelope.seq_start;
    if (seq_start > 0) state.seq = std::min(state.seq, seq_start - 1);
  }
  std::vector<EnvelopeContent> held = std::exchange(held_, {});
  adopt(state);
  for (EnvelopeContent& content : held) judge(std::move(content));
  const bool behind = boxes_.common_state().pts < known;
  if (std::exchange(missed_, false) || behind) execute(boxes_.on_gap(BoxId::common()));
}

}  // namespace strata::updates
