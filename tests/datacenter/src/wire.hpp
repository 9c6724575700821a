// Reading and writing the scalars of TL on the wire, bounded by the bytes that are there.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstdint>

namespace strata::datacenter {

/// Reads scalars from bytes that may be hostile. The first read that does not fit fails the
/// reader for good; it and all later reads give zero or nothing (protocol.md H-01).
class WireReader {
 public:
  explicit WireReader(BytesView input) noexcept : input_(input) {}

  template <class T>
    requires std::is_arithmetic_v<T>
  T read() noexcept {
    const BytesView bytes = raw(sizeof(T));
    return bytes.empty() ? T{} : load_le<T>(bytes.data());
  }

  /// The next `count` bytes, or nothing.
  BytesView raw(std::size_t count) noexcept {
    if (failed_ || count > remaining()) {
      failed_ = true;
      return {};
    }
    const BytesView bytes = input_.subspan(at_, count);
    at_ += count;
    return bytes;
  }

  /// A TL string: one length byte, or fe and three, or ff and seven; padded to four (H-02).
  BytesView string() noexcept {
    std::size_t header = 1;
    std::uint64_t length = read<std::uint8_t>();
    if (length >= 254) {
      const std::size_t count = length == 254 ? 3 : 7;
      header += count;
      length = 0;
      const BytesView digits = raw(count);
      for (std::size_t i = 0; i < digits.size(); ++i) {
        length |= std::uint64_t{digits[i]} << (8 * i);
      }
    }
    if (failed_ || length > remaining()) {
      failed_ = true;
      return {};
    }
    const BytesView bytes = raw(static_cast<std::size_t>(length));
    raw((4 - (header + length) % 4) % 4);
    return failed_ ? BytesView{} : bytes;
  }

  /// The count of a vector whose elements take at least `smallest` bytes each; fails when they
  /// cannot all be there (H-03).
  std::size_t count(std::size_t smallest = 4) noexcept {
    const auto wanted = read<std::int32_t>();
    if (wanted < 0 || static_cast<std::size_t>(wanted) > remaining() / smallest) {
      failed_ = true;
      return 0;
    }
    return static_cast<std::size_t>(wanted);
  }

  void fail() noexcept { failed_ = true; }
  [[nodiscard]] bool ok() const noexcept { return !failed_; }
  [[nodiscard]] bool at_end() const noexcept { return at_ == input_.size(); }
  [[nodiscard]] std::size_t position() const noexcept { return at_; }
  [[nodiscard]] std::size_t remaining() const noexcept { return input_.size() - at_; }
  /// What has not been read yet.
  [[nodiscard]] BytesView rest() const noexcept { return input_.subspan(at_); }

 private:
  BytesView input_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

/// Appends scalars to a byte string.
class WireWriter {
 public:
  template <class T>
    requires std::is_arithmetic_v<T>
  WireWriter& write(T value) {
    const std::size_t at = out_.size();
    out_.resize(at + sizeof(T));
    store_le(out_.data() + at, value);
    return *this;
  }

  WireWriter& raw(BytesView bytes) {
    append(out_, bytes);
    return *this;
  }

  WireWriter& string(BytesView bytes) {
    if (bytes.size() < 254) {
      out_.push_back(static_cast<std::uint8_t>(bytes.size()));
    } else {
      write(static_cast<std::uint32_t>(bytes.size() << 8U | 254U));
    }
    append(out_, bytes);
    out_.resize((out_.size() + 3) / 4 * 4);
    return *this;
  }

  [[nodiscard]] std::size_t size() const noexcept { return out_.size(); }
  [[nodiscard]] BytesView bytes() const noexcept { return out_; }
  [[nodiscard]] Bytes take() noexcept { return std::move(out_); }

 private:
  Bytes out_;
};

}  // namespace strata::datacenter
