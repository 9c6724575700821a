// What the decoders and encoders of the yardstick read from and write to.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace strata::tl::bench::owned {

/// Checks every length; after a failure everything that it gives is zero.
struct Input {
  const std::uint8_t* at;
  const std::uint8_t* end;
  bool good = true;

  [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end - at); }

  template <class T>
  T number() {
    if (left() < sizeof(T)) {
      good = false;
      at = end;
      return T{};
    }
    const T value = load_le<T>(at);
    at += sizeof(T);
    return value;
  }
  bool boolean() {
    const auto id = number<std::uint32_t>();
    good = good && (id == 0x997275b5 || id == 0xbc799737);
    return id == 0x997275b5;
  }
  std::string text() {
    if (left() < 4) {
      good = false;
      return {};
    }
    std::size_t head = 1;
    std::size_t size = at[0];
    if (size == 254) {
      head = 4;
      size = load_le<std::uint32_t>(at) >> 8U;
    }
    const std::size_t total = (head + size + 3) & ~std::size_t{3};
    if (left() < total) {
      good = false;
      at = end;
      return {};
    }
    std::string value(as_text(BytesView(at + head, size)));
    at += total;
    return value;
  }
  template <class T, class Read>
  std::vector<T> vector(Read&& read) {
    const auto id = number<std::uint32_t>();
    const auto count = number<std::uint32_t>();
    std::vector<T> value;
    if (id != 0x1cb5c415 || count > left() / 4) good = false;
    if (!good) return value;
    value.reserve(count);
    for (std::uint32_t i = 0; i < count && good; ++i) value.push_back(read());
    return value;
  }
};

/// Appends to a string that the caller uses again.
struct Output {
  std::string& bytes;

  template <class T>
  void number(T value) {
    const std::size_t size = bytes.size();
    bytes.resize(size + sizeof(T));
    std::memcpy(bytes.data() + size, &value, sizeof value);
  }
  void boolean(bool value) { number<std::uint32_t>(value ? 0x997275b5 : 0xbc799737); }
  void text(std::string_view text) {
    if (text.size() < 254) {
      bytes.push_back(static_cast<char>(text.size()));
    } else {
      number(static_cast<std::uint32_t>(text.size() << 8U | 254U));
    }
    bytes.append(text);
    bytes.resize((bytes.size() + 3) & ~std::size_t{3});
  }
  template <class T, class Write>
  void vector(const std::vector<T>& elements, Write&& write) {
    number<std::uint32_t>(0x1cb5c415);
    number(static_cast<std::uint32_t>(elements.size()));
    for (const T& element : elements) write(element);
  }
};

/// The base of everything that is decoded.
struct Object {
  virtual ~Object() = default;
  virtual void store(Output& out) const = 0;
};

}  // namespace strata::tl::bench::owned
