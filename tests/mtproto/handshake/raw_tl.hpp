// The little TL that the test server speaks, written by hand.
#pragma once

#include "strata/base/bytes.hpp"

#include <array>
#include <cstdint>
#include <stdexcept>

namespace strata::mtproto::handshake_test {

using RawNonce = std::array<std::uint8_t, 16>;

class RawWriter {
 public:
  template <class T>
  RawWriter& number(T value) {
    std::array<std::uint8_t, sizeof(T)> bytes;
    store_le(bytes.data(), value);
    return raw(bytes);
  }
  RawWriter& id(std::uint32_t constructor) { return number(constructor); }
  RawWriter& raw(BytesView bytes) {
    append(out_, bytes);
    return *this;
  }
  RawWriter& bytes(BytesView value) {
    std::size_t header = 1;
    if (value.size() < 254) {
      out_.push_back(static_cast<std::uint8_t>(value.size()));
    } else {
      number(static_cast<std::uint32_t>(value.size() << 8U | 254U));
      header = 4;
    }
    raw(value);
    for (std::size_t i = header + value.size(); i % 4 != 0; ++i) out_.push_back(0);
    return *this;
  }
  [[nodiscard]] Bytes take() { return std::move(out_); }

 private:
  Bytes out_;
};

/// Throws std::out_of_range when the client sent less than it should.
class RawReader {
 public:
  explicit RawReader(BytesView data) : data_(data) {}

  template <class T>
  T number() {
    return load_le<T>(raw(sizeof(T)).data());
  }
  BytesView raw(std::size_t size) {
    if (size > data_.size()) throw std::out_of_range("the client's message is too short");
    const BytesView taken = data_.first(size);
    data_ = data_.subspan(size);
    return taken;
  }
  RawNonce nonce() {
    RawNonce nonce;
    const BytesView bytes = raw(nonce.size());
    std::copy(bytes.begin(), bytes.end(), nonce.begin());
    return nonce;
  }
  Bytes bytes() {
    std::size_t header = 1;
    std::size_t size = raw(1)[0];
    if (size == 254) {
      const BytesView rest = raw(3);
      size = rest[0] | static_cast<std::size_t>(rest[1]) << 8U |
             static_cast<std::size_t>(rest[2]) << 16U;
      header = 4;
    }
    const BytesView value = raw(size);
    Bytes copy(value.begin(), value.end());
    raw((4 - (header + size) % 4) % 4);
    return copy;
  }
  [[nodiscard]] std::size_t left() const { return data_.size(); }

 private:
  BytesView data_;
};

}  // namespace strata::mtproto::handshake_test
