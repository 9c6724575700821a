// The window of received ids as a sorted ring.
#include "session/duplicate_window.hpp"

#include "session/release.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace strata::mtproto::session {

static_assert(std::has_single_bit(DuplicateWindow::capacity), "the ring masks its indices");

MsgId& DuplicateWindow::at(std::size_t index) noexcept {
  return ring_[(head_ + index) & (ring_.size() - 1)];
}

MsgId DuplicateWindow::at(std::size_t index) const noexcept {
  return ring_[(head_ + index) & (ring_.size() - 1)];
}

std::size_t DuplicateWindow::lower_bound(MsgId id) const noexcept {
  if (size_ == 0 || at(size_ - 1) < id) return size_;
  std::size_t low = 0;
  std::size_t high = size_ - 1;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (at(middle) < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

DuplicateWindow::Verdict DuplicateWindow::check(MsgId id) const noexcept {
  const std::size_t index = lower_bound(id);
  if (index < size_ && at(index) == id) return Verdict::duplicate;
  return index == 0 && size_ == capacity ? Verdict::too_old : Verdict::fresh;
}

void DuplicateWindow::insert(MsgId id) {
  if (check(id) != Verdict::fresh) return;
  if (size_ == capacity) {
    head_ = (head_ + 1) & (ring_.size() - 1);
    --size_;
  } else if (size_ == ring_.size()) {
    grow();
  }
  std::size_t index = size_++;
  for (; index > 0 && id < at(index - 1); --index) at(index) = at(index - 1);
  at(index) = id;
}

void DuplicateWindow::grow() {
  constexpr std::size_t first_size = 16;
  std::vector<MsgId> grown(std::max(first_size, ring_.size() * 2));
  for (std::size_t i = 0; i < size_; ++i) grown[i] = at(i);
  ring_ = std::move(grown);
  head_ = 0;
}

void DuplicateWindow::clear() noexcept {
  release(ring_);
  head_ = size_ = 0;
}

std::vector<std::int64_t> DuplicateWindow::ids() const {
  std::vector<std::int64_t> ids;
  ids.reserve(size_);
  for (std::size_t i = 0; i < size_; ++i) ids.push_back(at(i).value);
  return ids;
}

}  // namespace strata::mtproto::session
