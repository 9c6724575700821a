// Writes the nested lists of TLS: big-endian numbers, and lengths that are known afterwards.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/crypto/random.hpp"

#include <cstddef>
#include <cstdint>

namespace strata::mtproto {

class TlsWriter {
 public:
  void u8(unsigned value) { bytes_.push_back(static_cast<std::uint8_t>(value)); }
  void u16(unsigned value) {
    u8(value >> 8U);
    u8(value);
  }
  void u16s(std::initializer_list<unsigned> values) {
    for (const unsigned value : values) u16(value);
  }
  void raw(BytesView more) { append(bytes_, more); }
  void zeros(std::size_t count) { bytes_.resize(bytes_.size() + count); }
  void random(std::size_t count, crypto::RandomSource& source) {
    zeros(count);
    source.fill(MutableBytes(bytes_).last(count));
  }

  /// Writes what `content()` writes, behind its length as a number of `width` bytes.
  template <class Content>
  void sized(std::size_t width, const Content& content) {
    const std::size_t start = bytes_.size();
    zeros(width);
    content();
    std::size_t length = bytes_.size() - start - width;
    for (std::size_t i = width; i-- > 0; length >>= 8U) {
      bytes_[start + i] = static_cast<std::uint8_t>(length);
    }
  }

  /// An extension of this type with what `content()` writes.
  template <class Content>
  void extension(unsigned type, const Content& content) {
    u16(type);
    sized(2, content);
  }

  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
  [[nodiscard]] Bytes take() { return std::move(bytes_); }

 private:
  Bytes bytes_;
};

}  // namespace strata::mtproto
