// One numbered sequence: applies updates in order, holds back those behind a hole.
#include "updates/sequence_box.hpp"

#include <algorithm>
#include <utility>

namespace strata::updates {

namespace {

// A server that has run out of numbers starts again far below (E-08).
constexpr std::int32_t renumbered_from = 2'100'000'000;
constexpr std::int32_t renumbered_below = 1'100'000'000;

}  // namespace

// Spec: core.telegram.org/api/updates#update-handling (E-02, E-08, E-12)
void SequenceBox::accept(std::chrono::nanoseconds now, UpdateItem item, BoxActions& actions) {
  if (is_unordered(item)) {
    if (item.payload) actions.emplace_back(Deliver{id_, 0, std::move(item.payload), item.bytes});
    return;
  }
  if (is_renumbered(item)) {
    if (!std::exchange(fetching_, true)) actions.emplace_back(FetchState{});
    return;
  }
  if (!is_plausible(item)) return request_difference(actions);
  if (fetching_) return hold(now, std::move(item), actions);

  switch (judge(item)) {
    case Verdict::apply:
      apply(item, actions);
      return retry_waiting(now, actions);
    case Verdict::skip:
      return;
    case Verdict::wait:
      return hold(now, std::move(item), actions);
    case Verdict::fetch:
      return request_difference(actions);
  }
}

void SequenceBox::request_difference(BoxActions& actions) {
  hole_since_.reset();
  if (!std::exchange(fetching_, true)) actions.emplace_back(FetchDifference{id_});
}

void SequenceBox::difference_applied(std::chrono::nanoseconds now, std::int32_t pts,
                                     BoxActions& actions) {
  local_ = pts;
  fetching_ = false;
  hole_since_.reset();
  retry_waiting(now, actions);
}

std::optional<std::chrono::nanoseconds> SequenceBox::deadline() const noexcept {
  if (!hole_since_ || fetching_) return std::nullopt;
  return *hole_since_ + limits_->gap_wait;
}

void SequenceBox::on_deadline(std::chrono::nanoseconds now, BoxActions& actions) {
  if (const auto due = deadline(); due && *due <= now) request_difference(actions);
}

// pts 0 with count 0, or qts 0, means that the update has no order.
bool SequenceBox::is_unordered(const UpdateItem& item) const noexcept {
  return item.pts == 0 && (item.count == 0 || id_.kind == BoxId::Kind::secondary);
}

bool SequenceBox::is_plausible(const UpdateItem& item) const noexcept {
  // Every pts sequence starts above its first count; the first qts is 1.
  const bool above_start = item.pts > item.count || id_.kind == BoxId::Kind::secondary;
  return item.pts >= 0 && item.count >= 0 && item.count <= limits_->max_count && above_start &&
         std::int64_t{item.pts} <= std::int64_t{local_} + limits_->max_jump;
}

bool SequenceBox::is_renumbered(const UpdateItem& item) const noexcept {
  return local_ >= renumbered_from && item.pts > 0 && item.pts < renumbered_below;
}

SequenceBox::Verdict SequenceBox::judge(const UpdateItem& item) const noexcept {
  const std::int64_t reached = std::int64_t{local_} + item.count;
  if (reached == item.pts) return Verdict::apply;
  if (reached < item.pts) return Verdict::wait;
  return item.pts <= local_ ? Verdict::skip : Verdict::fetch;
}

void SequenceBox::apply(UpdateItem& item, BoxActions& actions) {
  local_ = item.pts;
  if (item.payload)
    actions.emplace_back(Deliver{id_, item.pts, std::move(item.payload), item.bytes});
}

void SequenceBox::hold(std::chrono::nanoseconds now, UpdateItem item, BoxActions& actions) {
  if (waiting_.size() >= limits_->waiting_updates ||
      waiting_bytes_ + item.bytes > limits_->waiting_bytes) {
    // The difference brings them all again (E-11).
    waiting_.clear();
    waiting_bytes_ = 0;
    return request_difference(actions);
  }
  waiting_bytes_ += item.bytes;
  const auto place = std::ranges::upper_bound(waiting_, item.pts, {}, &UpdateItem::pts);
  waiting_.insert(place, std::move(item));
  if (!fetching_ && !hole_since_) hole_since_ = now;
}

// Applies what has become next in order, drops what was applied meanwhile, keeps the rest.
void SequenceBox::retry_waiting(std::chrono::nanoseconds now, BoxActions& actions) {
  std::vector<UpdateItem> still_waiting;
  waiting_bytes_ = 0;
  for (UpdateItem& item : waiting_) {
    const Verdict verdict = fetching_ ? Verdict::wait : judge(item);
    if (verdict == Verdict::apply) {
      apply(item, actions);
    } else if (verdict == Verdict::fetch) {
      request_difference(actions);
    } else if (verdict == Verdict::wait) {
      waiting_bytes_ += item.bytes;
      still_waiting.push_back(std::move(item));
    }
  }
  waiting_ = std::move(still_waiting);
  if (waiting_.empty()) {
    hole_since_.reset();
  } else if (!fetching_ && !hole_since_) {
    hole_since_ = now;
  }
}

}  // namespace strata::updates
