// Writer: appends TL values to a Buffer.
#pragma once

#include "strata/base/buffer.hpp"
#include "strata/base/bytes.hpp"
#include "strata/tl/errors.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace strata::tl {

/// The longest text that TL's short forms can express.
inline constexpr std::size_t max_string_size = (std::size_t{1} << 24U) - 1;

/// Bytes that a TL string of `size` bytes takes, its length and padding included.
[[nodiscard]] constexpr std::size_t string_wire_size(std::size_t size) noexcept {
  return ((size < 254 ? 1 : 4) + size + 3) & ~std::size_t{3};
}

/// A writer of TL. It reserves room at the end of the buffer in steps and gives the rest back when
/// it is destroyed; while it lives nobody else may change the buffer.
class Writer {
 public:
  explicit Writer(Buffer& out) noexcept : out_(out) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { out_.drop_back(room()); }

  void int32(std::int32_t value) { scalar(value); }
  void uint32(std::uint32_t value) { scalar(value); }
  void int64(std::int64_t value) { scalar(value); }
  void float64(double value) { scalar(value); }
  void boolean(bool value);
  void string(std::string_view text) { bytes(as_bytes(text)); }

  /// Bytes with their length and padding. More than `max_string_size` bytes mark the writer as
  /// failed and write nothing.
  void bytes(BytesView bytes) {
    const std::size_t size = bytes.size();
    if (size > max_string_size) return fail(EncodeErrc::too_long);
    const std::size_t total = string_wire_size(size);
    std::uint8_t* at = take(total);
    store_le(at + total - 4, std::uint32_t{0});  // the padding; what is not padding is overwritten
    const std::size_t head = size < 254 ? 1 : 4;
    if (head == 1) {
      *at = static_cast<std::uint8_t>(size);
    } else {
      store_le(at, static_cast<std::uint32_t>(size << 8U | 254U));
    }
    if (size != 0) std::memcpy(at + head, bytes.data(), size);
  }

  /// Bytes as they stand.
  void raw(BytesView bytes) {
    if (!bytes.empty()) std::memcpy(take(bytes.size()), bytes.data(), bytes.size());
  }

  /// The head of a boxed vector of `count` elements.
  void vector_header(std::size_t count) {
    uint32(0x1cb5c415);
    this->count(count);
  }
  /// The count of a bare vector.
  void count(std::size_t count) {
    if (count > 0x7fffffff) return fail(EncodeErrc::too_long);
    uint32(static_cast<std::uint32_t>(count));
  }

  void fail(EncodeErrc error) noexcept {
    if (!error_) error_ = error;
  }
  /// The first failure, if any; what was written is then to be dropped.
  [[nodiscard]] std::optional<EncodeErrc> error() const noexcept { return error_; }
  [[nodiscard]] bool failed() const noexcept { return error_.has_value(); }

 private:
  template <class T>
  void scalar(T value) {
    store_le(take(sizeof value), value);
  }

  [[nodiscard]] std::size_t room() const noexcept { return static_cast<std::size_t>(end_ - at_); }

  std::uint8_t* take(std::size_t count) {
    if (count > room()) [[unlikely]]
      reserve(count);
    std::uint8_t* start = at_;
    at_ += count;
    return start;
  }
  void reserve(std::size_t count);

  Buffer& out_;
  std::uint8_t* at_ = nullptr;
  std::uint8_t* end_ = nullptr;
  std::optional<EncodeErrc> error_;
};

}  // namespace strata::tl
