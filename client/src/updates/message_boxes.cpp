// All sequences of one account: judges whole envelopes and says what to deliver and what to fetch.
#include "updates/message_boxes.hpp"

#include <algorithm>
#include <utility>

namespace strata::updates {

MessageBoxes::MessageBoxes(const UpdateState& state, BoxLimits limits)
    : limits_(limits),
      common_(BoxId::common(), state.pts, limits_),
      secondary_(BoxId::secondary(), state.qts, limits_),
      seq_(state.seq),
      date_(state.date) {
  for (const auto& [channel, pts] : state.channels) {
    channels_.try_emplace(channel, BoxId::of_channel(channel), pts, limits_);
  }
}

// Spec: core.telegram.org/api/updates#update-sequences (E-03, E-04)
BoxActions MessageBoxes::on_envelope(std::chrono::nanoseconds now, Envelope envelope) {
  BoxActions actions;
  const auto numbered = [](const UpdateItem& item) { return item.box.kind != BoxId::Kind::none; };
  const auto middle = std::stable_partition(envelope.items.begin(), envelope.items.end(), numbered);
  // The server may send a read marker before the message with the same pts; the position before
  // an update says which comes first.
  std::stable_sort(envelope.items.begin(), middle, [](const UpdateItem& a, const UpdateItem& b) {
    const auto before = [](const UpdateItem& item) { return std::int64_t{item.pts} - item.count; };
    return before(a) < before(b);
  });
  std::for_each(envelope.items.begin(), middle,
                [&](UpdateItem& item) { accept(now, std::move(item), actions); });
  envelope.items.erase(envelope.items.begin(), middle);

  const auto immediate =
      std::stable_partition(envelope.items.begin(), envelope.items.end(),
                            [](const UpdateItem& item) { return item.immediate; });
  std::for_each(envelope.items.begin(), immediate, [&](UpdateItem& item) {
    actions.emplace_back(Deliver{item.box, 0, std::move(item.payload), item.bytes});
  });
  envelope.items.erase(envelope.items.begin(), immediate);

  judge_seq(now, std::move(envelope), actions);
  return actions;
}

BoxActions MessageBoxes::on_affected(std::chrono::nanoseconds now, BoxId box, std::int32_t pts,
                                     std::int32_t count) {
  BoxActions actions;
  accept(now, UpdateItem{.box = box, .pts = pts, .count = count}, actions);
  return actions;
}

BoxActions MessageBoxes::on_channel_too_long(std::int64_t channel,
                                             std::optional<std::int32_t> pts) {
  BoxActions actions;
  const auto found = channels_.find(channel);
  if (found == channels_.end()) return actions;
  if (!pts || *pts > found->second.local()) found->second.request_difference(actions);
  return actions;
}

BoxActions MessageBoxes::on_gap(BoxId id) {
  BoxActions actions;
  if (id.kind == BoxId::Kind::channel) {
    const auto found = channels_.find(id.channel);
    if (found != channels_.end()) found->second.request_difference(actions);
  } else {
    common_.request_difference(actions);
  }
  return actions;
}

void MessageBoxes::common_slice_applied(const UpdateState& state) {
  common_.set_local(state.pts);
  secondary_.set_local(state.qts);
  seq_ = state.seq;
  if (state.date > 0) date_ = state.date;
}

void MessageBoxes::channel_slice_applied(std::int64_t channel, std::int32_t pts) {
  const auto found = channels_.find(channel);
  if (found != channels_.end()) found->second.set_local(pts);
}

BoxActions MessageBoxes::common_difference_applied(std::chrono::nanoseconds now,
                                                   const UpdateState& state) {
  BoxActions actions;
  seq_ = state.seq;
  if (state.date > 0) date_ = state.date;
  common_.difference_applied(now, state.pts, actions);
  secondary_.difference_applied(now, state.qts, actions);
  seq_hole_since_.reset();
  retry_envelopes(now, actions);
  return actions;
}

BoxActions MessageBoxes::channel_difference_applied(std::chrono::nanoseconds now,
                                                    std::int64_t channel, std::int32_t pts) {
  BoxActions actions;
  const auto found = channels_.try_emplace(channel, BoxId::of_channel(channel), pts, limits_).first;
  found->second.difference_applied(now, pts, actions);
  return actions;
}

void MessageBoxes::difference_failed(BoxId id) {
  if (id.kind == BoxId::Kind::channel) {
    const auto found = channels_.find(id.channel);
    if (found != channels_.end()) found->second.difference_failed();
    return;
  }
  common_.difference_failed();
  secondary_.difference_failed();
}

void MessageBoxes::forget_channel(std::int64_t channel) { channels_.erase(channel); }

void MessageBoxes::restore(const UpdateState& state) {
  common_ = SequenceBox(BoxId::common(), state.pts, limits_);
  secondary_ = SequenceBox(BoxId::secondary(), state.qts, limits_);
  seq_ = state.seq;
  date_ = state.date;
  waiting_.clear();
  seq_hole_since_.reset();
}

std::optional<std::chrono::nanoseconds> MessageBoxes::deadline() const {
  std::optional<std::chrono::nanoseconds> earliest;
  const auto consider = [&](std::optional<std::chrono::nanoseconds> due) {
    if (due && (!earliest || *due < *earliest)) earliest = due;
  };
  consider(common_.deadline());
  consider(secondary_.deadline());
  for (const auto& [id, channel] : channels_) consider(channel.deadline());
  if (seq_hole_since_ && !common_.is_fetching()) consider(*seq_hole_since_ + limits_.gap_wait);
  return earliest;
}

BoxActions MessageBoxes::on_deadline(std::chrono::nanoseconds now) {
  BoxActions actions;
  common_.on_deadline(now, actions);
  const std::size_t before = actions.size();
  secondary_.on_deadline(now, actions);
  ask_common_instead(before, actions);
  if (seq_hole_since_ && *seq_hole_since_ + limits_.gap_wait <= now) {
    seq_hole_since_.reset();
    common_.request_difference(actions);
  }
  for (auto& [id, channel] : channels_) channel.on_deadline(now, actions);
  return actions;
}

UpdateState MessageBoxes::state() const {
  UpdateState state = common_state();
  for (const auto& [id, channel] : channels_) state.channels.emplace(id, channel.local());
  return state;
}

UpdateState MessageBoxes::common_state() const {
  UpdateState state;
  state.pts = common_.local();
  state.qts = secondary_.local();
  state.date = date_;
  state.seq = seq_;
  return state;
}

std::optional<std::int32_t> MessageBoxes::channel_pts(std::int64_t channel) const {
  const auto found = channels_.find(channel);
  if (found == channels_.end()) return std::nullopt;
  return found->second.local();
}

bool MessageBoxes::is_fetching(BoxId id) const {
  if (id.kind != BoxId::Kind::channel) return common_.is_fetching();
  const auto found = channels_.find(id.channel);
  return found != channels_.end() && found->second.is_fetching();
}

// A channel's first update opens its box at the position before it (M-28).
SequenceBox& MessageBoxes::box(BoxId id, const UpdateItem& first) {
  if (id.kind == BoxId::Kind::common) return common_;
  if (id.kind == BoxId::Kind::secondary) return secondary_;
  return channels_.try_emplace(id.channel, id, first.pts - first.count, limits_).first->second;
}

void MessageBoxes::accept(std::chrono::nanoseconds now, UpdateItem item, BoxActions& actions) {
  const bool unordered_channel = item.box.kind == BoxId::Kind::channel && item.pts == 0;
  if (unordered_channel) {
    if (item.payload)
      actions.emplace_back(Deliver{item.box, 0, std::move(item.payload), item.bytes});
    return;
  }
  const BoxId id = item.box;
  const std::size_t before = actions.size();
  box(id, item).accept(now, std::move(item), actions);
  if (id.kind == BoxId::Kind::secondary) ask_common_instead(before, actions);
}

// There is no difference of qts alone: the common one brings it along (E-20).
void MessageBoxes::ask_common_instead(std::size_t from, BoxActions& actions) {
  const auto begin = actions.begin() + static_cast<std::ptrdiff_t>(from);
  const auto asks = [](const BoxAction& action) {
    return std::holds_alternative<FetchDifference>(action);
  };
  const auto removed = std::remove_if(begin, actions.end(), asks);
  if (removed == actions.end()) return;
  actions.erase(removed, actions.end());
  common_.request_difference(actions);
}

void MessageBoxes::judge_seq(std::chrono::nanoseconds now, Envelope envelope, BoxActions& actions) {
  if (envelope.seq_start < 0 || envelope.seq < 0 || envelope.date < 0 ||
      (envelope.seq_start != 0 && envelope.seq < envelope.seq_start)) {
    return common_.request_difference(actions);
  }
  if (envelope.seq_start == 0) return deliver_all(envelope, actions);
  if (common_.is_fetching()) return hold(now, std::move(envelope), actions);

  const std::int64_t next = std::int64_t{seq_} + 1;
  if (envelope.seq_start == next) {
    deliver_all(envelope, actions);
    seq_ = envelope.seq;
    return retry_envelopes(now, actions);
  }
  if (envelope.seq_start > next) return hold(now, std::move(envelope), actions);
  // Applied before; when it also reaches further, the new part is missing (E-03).
  if (envelope.seq > seq_) common_.request_difference(actions);
}

void MessageBoxes::deliver_all(const Envelope& envelope, BoxActions& actions) {
  if (envelope.date > 0) date_ = envelope.date;
  for (const UpdateItem& item : envelope.items) {
    if (item.payload) actions.emplace_back(Deliver{item.box, 0, item.payload, item.bytes});
  }
}

void MessageBoxes::hold(std::chrono::nanoseconds now, Envelope envelope, BoxActions& actions) {
  if (waiting_.size() >= limits_.waiting_updates) {
    waiting_.clear();
    return common_.request_difference(actions);
  }
  const auto place =
      std::ranges::upper_bound(waiting_, envelope.seq_start, {}, &Envelope::seq_start);
  waiting_.insert(place, std::move(envelope));
  if (!common_.is_fetching() && !seq_hole_since_) seq_hole_since_ = now;
}

void MessageBoxes::retry_envelopes(std::chrono::nanoseconds now, BoxActions& actions) {
  std::vector<Envelope> candidates = std::exchange(waiting_, {});
  seq_hole_since_.reset();
  for (Envelope& envelope : candidates) {
    const std::int64_t next = std::int64_t{seq_} + 1;
    if (common_.is_fetching() || envelope.seq_start > next) {
      hold(now, std::move(envelope), actions);
    } else if (envelope.seq_start == next) {
      deliver_all(envelope, actions);
      seq_ = envelope.seq;
    } else if (envelope.seq > seq_) {
      common_.request_difference(actions);
    }
  }
}

}  // namespace strata::updates
