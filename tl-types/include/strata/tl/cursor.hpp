// Cursor: reads TL values from bytes it does not own, and never past their end.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/tl/errors.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace strata::tl {

inline constexpr std::uint32_t bool_true_id = 0x997275b5;
inline constexpr std::uint32_t bool_false_id = 0xbc799737;
inline constexpr std::uint32_t vector_id = 0x1cb5c415;

/// A reader of TL with a sticky error: a failed read gives zero or nothing, every later read does
/// the same, and the first failure stays. So one check after reading a whole object is enough.
/// Texts and bytes are views into the input. (H-01)
class Cursor {
 public:
  explicit Cursor(BytesView input) noexcept
      : begin_(input.data()), at_(input.data()), end_(input.data() + input.size()) {}

  [[nodiscard]] std::size_t remaining() const noexcept {
    return static_cast<std::size_t>(end_ - at_);
  }
  /// The bytes not read yet.
  [[nodiscard]] BytesView rest() const noexcept { return {at_, remaining()}; }
  /// Bytes read so far.
  [[nodiscard]] std::size_t offset() const noexcept {
    return static_cast<std::size_t>(at_ - begin_);
  }
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  /// The first failure and the offset of the value that could not be read.
  [[nodiscard]] std::optional<DecodeErrc> error() const noexcept {
    return failed_ ? std::optional(error_) : std::nullopt;
  }
  [[nodiscard]] std::size_t error_offset() const noexcept { return error_offset_; }

  /// Marks the input as broken at `offset`, unless it is marked already.
  void fail(DecodeErrc error, std::size_t offset) noexcept {
    if (failed_) return;
    failed_ = true;
    error_ = error;
    error_offset_ = offset;
    at_ = end_;  // nothing remains, so that every later read takes its failing path
  }
  void fail(DecodeErrc error) noexcept { fail(error, offset()); }

  [[nodiscard]] std::int32_t int32() noexcept { return scalar<std::int32_t>(); }
  [[nodiscard]] std::uint32_t uint32() noexcept { return scalar<std::uint32_t>(); }
  [[nodiscard]] std::int64_t int64() noexcept { return scalar<std::int64_t>(); }
  [[nodiscard]] double float64() noexcept { return scalar<double>(); }

  /// Only the two ids of Bool are accepted. (H-07)
  [[nodiscard]] bool boolean() noexcept {
    const std::size_t start = offset();
    const std::uint32_t id = uint32();
    if (id != bool_true_id && id != bool_false_id) fail(DecodeErrc::bad_bool, start);
    return id == bool_true_id;
  }

  /// A TL string, not validated as UTF-8. (H-02, H-08)
  [[nodiscard]] std::string_view string() noexcept { return as_text(bytes()); }

  /// TL bytes. Both length forms are accepted for every length; the padding must be there, its
  /// content is not looked at. (H-02)
  [[nodiscard]] BytesView bytes() noexcept {
    if (remaining() >= 4 && at_[0] < 254) [[likely]] {
      return counted(1, at_[0]);
    }
    return long_bytes();
  }

  /// `count` bytes as they stand.
  [[nodiscard]] BytesView raw(std::size_t count) noexcept {
    if (count > remaining()) {
      fail(DecodeErrc::truncated);
      return {};
    }
    const BytesView taken(at_, count);
    at_ += count;
    return taken;
  }

  /// int128 and int256: raw bytes.
  template <std::size_t Size>
  [[nodiscard]] std::array<std::uint8_t, Size> array() noexcept {
    return scalar<std::array<std::uint8_t, Size>>();
  }

  /// The head of a boxed vector: its id, then the count. (H-03)
  [[nodiscard]] std::size_t vector_header(std::size_t minimum_element_size) noexcept {
    const std::size_t start = offset();
    if (uint32() != vector_id) {
      fail(DecodeErrc::bad_vector, start);
      return 0;
    }
    return count(minimum_element_size);
  }

  /// The count of a vector whose elements take at least that many bytes each (at least 4 are
  /// assumed), so that the count is bounded by the bytes that are left. (H-03)
  [[nodiscard]] std::size_t count(std::size_t minimum_element_size) noexcept {
    const std::size_t start = offset();
    const std::int32_t claimed = int32();
    const std::size_t possible = remaining() / std::max<std::size_t>(minimum_element_size, 4);
    if (claimed < 0 || static_cast<std::size_t>(claimed) > possible) {
      fail(DecodeErrc::bad_count, start);
      return 0;
    }
    return static_cast<std::size_t>(claimed);
  }

 private:
  template <class T>
  T scalar() noexcept {
    if (remaining() < sizeof(T)) [[unlikely]] {
      fail(DecodeErrc::truncated);
      return T{};
    }
    const T value = load_le<T>(at_);
    at_ += sizeof(T);
    return value;
  }

  /// `length` bytes behind a head of `head` bytes, and the padding to a multiple of 4.
  BytesView counted(std::size_t head, std::uint64_t length) noexcept {
    if (length > remaining() || ((head + length + 3) & ~std::uint64_t{3}) > remaining()) {
      fail(DecodeErrc::truncated);
      return {};
    }
    const BytesView taken(at_ + head, static_cast<std::size_t>(length));
    at_ += (head + length + 3) & ~std::uint64_t{3};
    return taken;
  }

  BytesView long_bytes() noexcept {
    if (remaining() < 4) {
      fail(DecodeErrc::truncated);
      return {};
    }
    if (at_[0] < 255) return counted(4, load_le<std::uint32_t>(at_) >> 8U);
    if (remaining() < 8) {
      fail(DecodeErrc::truncated);
      return {};
    }
    return counted(8, load_le<std::uint64_t>(at_) >> 8U);
  }

  const std::uint8_t* begin_;
  const std::uint8_t* at_;
  const std::uint8_t* end_;
  std::size_t error_offset_ = 0;
  DecodeErrc error_ = DecodeErrc::truncated;
  bool failed_ = false;
};

}  // namespace strata::tl
