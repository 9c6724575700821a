// A fuzzer's input as decisions: numbers and pieces of bytes, one after the other.
#pragma once

#include "strata/base/bytes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace strata::fuzz {

/// When the input is used up every number is zero and every piece is empty.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : left_(data, size) {}

  [[nodiscard]] bool empty() const noexcept { return left_.empty(); }

  std::uint8_t byte() {
    if (left_.empty()) return 0;
    const std::uint8_t value = left_.front();
    left_ = left_.subspan(1);
    return value;
  }
  std::uint32_t u16() {
    const std::uint32_t low = byte();
    return low | static_cast<std::uint32_t>(byte()) << 8U;
  }
  std::uint32_t u32() {
    const std::uint32_t low = u16();
    return low | u16() << 16U;
  }
  std::int64_t i64() {
    const std::uint64_t low = u32();
    return static_cast<std::int64_t>(low | static_cast<std::uint64_t>(u32()) << 32U);
  }
  bool flag() { return (byte() & 1U) != 0; }
  /// Up to `most` bytes; how many is a decision of its own.
  BytesView piece(std::size_t most) {
    const std::size_t size = std::min({static_cast<std::size_t>(u16()), most, left_.size()});
    const BytesView taken = left_.first(size);
    left_ = left_.subspan(size);
    return taken;
  }

 private:
  BytesView left_;
};

}  // namespace strata::fuzz
