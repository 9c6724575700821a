// Bytes that arrived and were not understood yet.
#pragma once

#include "strata/base/bytes.hpp"

namespace strata::datacenter {

/// A first-in, first-out byte string; memory grows with what arrives, never with what is claimed.
class ByteQueue {
 public:
  void push(BytesView bytes) {
    if (begin_ == bytes_.size()) {
      bytes_.clear();
      begin_ = 0;
    } else if (begin_ > compact_above && begin_ > bytes_.size() / 2) {
      bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(begin_));
      begin_ = 0;
    }
    append(bytes_, bytes);
  }

  [[nodiscard]] BytesView view() const noexcept { return BytesView(bytes_).subspan(begin_); }
  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size() - begin_; }

  /// The first `count` bytes, removed; the caller has checked that they are there.
  [[nodiscard]] Bytes pop(std::size_t count) {
    const BytesView front = view().first(count);
    Bytes taken(front.begin(), front.end());
    begin_ += count;
    return taken;
  }

  void drop(std::size_t count) noexcept { begin_ += count; }

 private:
  static constexpr std::size_t compact_above = 4096;

  Bytes bytes_;
  std::size_t begin_ = 0;
};

}  // namespace strata::datacenter
