// A byte buffer that grows at both ends, so that headers are added in front without a copy.
#pragma once

#include "strata/base/bytes.hpp"

#include <algorithm>
#include <utility>

namespace strata {

/// An outgoing packet while it travels down the layers: TL writes the body, the message cipher
/// prepends its header and appends padding, the transport prepends a length; all in one allocation.
///
/// ```
///   | headroom | content … | spare capacity |
///              ^ data()     ^ data() + size()
/// ```
class Buffer {
 public:
  /// Enough for every header that any layer below TL adds.
  static constexpr std::size_t default_headroom = 128;

  Buffer() = default;
  explicit Buffer(std::size_t headroom) { clear(headroom); }

  /// Empties the buffer, keeps its memory, and leaves `headroom` bytes free in front.
  void clear(std::size_t headroom = default_headroom) {
    if (storage_.size() < headroom) storage_.resize(headroom);
    begin_ = end_ = headroom;
  }

  [[nodiscard]] std::size_t size() const noexcept { return end_ - begin_; }
  [[nodiscard]] bool empty() const noexcept { return begin_ == end_; }
  [[nodiscard]] std::uint8_t* data() noexcept { return storage_.data() + begin_; }
  [[nodiscard]] const std::uint8_t* data() const noexcept { return storage_.data() + begin_; }
  [[nodiscard]] MutableBytes bytes() noexcept { return {data(), size()}; }
  [[nodiscard]] BytesView bytes() const noexcept { return {data(), size()}; }
  [[nodiscard]] std::size_t headroom() const noexcept { return begin_; }

  /// Adds `count` uninitialised bytes in front and returns them.
  MutableBytes prepend(std::size_t count) {
    if (count > begin_) make_headroom(count);
    begin_ -= count;
    return {data(), count};
  }

  /// Adds `count` uninitialised bytes at the end and returns them.
  MutableBytes append(std::size_t count) {
    if (count > storage_.size() - end_) {
      storage_.resize(std::max(end_ + count, storage_.size() * 2));
    }
    const MutableBytes added{storage_.data() + end_, count};
    end_ += count;
    return added;
  }

  void append(BytesView more) {
    if (more.empty()) return;
    std::memcpy(append(more.size()).data(), more.data(), more.size());
  }

  /// Removes `count` bytes (at most `size()`) from the front or from the end.
  void drop_front(std::size_t count) noexcept { begin_ += std::min(count, size()); }
  void drop_back(std::size_t count) noexcept { end_ -= std::min(count, size()); }

 private:
  void make_headroom(std::size_t count) {
    const std::size_t headroom = count + default_headroom;
    std::vector<std::uint8_t> grown(headroom + size());
    if (!empty()) std::memcpy(grown.data() + headroom, data(), size());
    end_ = headroom + size();
    begin_ = headroom;
    storage_ = std::move(grown);
  }

  std::vector<std::uint8_t> storage_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace strata
