// Little-endian reading and writing of the session format.
#pragma once

#include "session/secret_buffer.hpp"

#include "strata/base/bytes.hpp"

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace strata::detail {

/// Appends values to a buffer that is wiped.
class ByteWriter {
 public:
  template <std::integral T>
  void number(T value) {
    const std::size_t at = buffer_.size();
    buffer_.resize(at + sizeof value);
    store_le(buffer_.data() + at, value);
  }
  void bytes(BytesView value) { buffer_.insert(buffer_.end(), value.begin(), value.end()); }
  /// At most 65535 bytes; longer texts are cut.
  void text(std::string_view value) {
    value = value.substr(0, 0xffff);
    number(static_cast<std::uint16_t>(value.size()));
    bytes(as_bytes(value));
  }

  [[nodiscard]] const SecretBuffer& buffer() const noexcept { return buffer_; }
  [[nodiscard]] SecretBuffer take() noexcept { return std::move(buffer_); }

 private:
  SecretBuffer buffer_;
};

/// Reads values back. The first impossible read makes it fail for good; later reads give zeros.
class ByteReader {
 public:
  explicit ByteReader(BytesView from) noexcept : rest_(from) {}

  template <std::integral T>
  [[nodiscard]] T number() noexcept {
    const BytesView from = bytes(sizeof(T));
    return from.empty() ? T{} : load_le<T>(from.data());
  }
  [[nodiscard]] BytesView bytes(std::size_t count) noexcept {
    if (failed_ || count > rest_.size()) {
      failed_ = true;
      return {};
    }
    const BytesView taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  [[nodiscard]] std::string text() {
    const auto size = number<std::uint16_t>();
    return std::string(as_text(bytes(size)));
  }
  /// A count of elements that take at least `element_size` bytes each: never more than can follow.
  [[nodiscard]] std::size_t count(std::size_t element_size) noexcept {
    const auto value = number<std::uint32_t>();
    if (value > rest_.size() / element_size) failed_ = true;
    return failed_ ? 0 : value;
  }

  void fail() noexcept { failed_ = true; }
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  /// Everything was read, and nothing failed.
  [[nodiscard]] bool finished() const noexcept { return !failed_ && rest_.empty(); }

 private:
  BytesView rest_;
  bool failed_ = false;
};

}  // namespace strata::detail
