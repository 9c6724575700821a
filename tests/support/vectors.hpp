// Reader of the text files under tests/vectors: `name = hex`, indented lines continue a value.
#pragma once

#include "strata/base/bytes.hpp"

#include <fstream>
#include <map>
#include <stdexcept>

namespace strata::test {

/// The values of one file. Throws std::runtime_error on a missing file, name or digit, which fails
/// the test that asked.
class Vectors {
 public:
  explicit Vectors(const std::string& file) {
    std::ifstream stream(std::string(STRATA_TEST_DATA "/vectors/") + file);
    if (!stream) throw std::runtime_error("no vector file " + file);
    std::string name;
    for (std::string line; std::getline(stream, line);) {
      if (line.empty() || line.front() == '#') continue;
      const std::size_t equals = line.find(" =");
      if (line.front() != ' ' && equals != std::string::npos) {
        name = line.substr(0, equals);
        texts_[name] = line.substr(equals + 2);
      } else {
        texts_.at(name) += line;
      }
    }
  }

  [[nodiscard]] Bytes operator[](const std::string& name) const {
    const auto found = texts_.find(name);
    if (found == texts_.end()) throw std::runtime_error("no vector " + name);
    const std::optional<Bytes> bytes = from_hex(found->second);
    if (!bytes) throw std::runtime_error("vector " + name + " is not hexadecimal");
    return *bytes;
  }

  /// A value of known size.
  template <std::size_t N>
  [[nodiscard]] std::array<std::uint8_t, N> array(const std::string& name) const {
    const Bytes bytes = (*this)[name];
    if (bytes.size() != N) throw std::runtime_error("vector " + name + " has another size");
    std::array<std::uint8_t, N> result;
    std::memcpy(result.data(), bytes.data(), N);
    return result;
  }

 private:
  std::map<std::string, std::string> texts_;
};

/// `size` bytes counting up from `first`.
[[nodiscard]] inline Bytes counting(std::size_t size, unsigned first = 0) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(first + i);
  return bytes;
}

/// `N` bytes counting up from `first`.
template <std::size_t N>
[[nodiscard]] std::array<std::uint8_t, N> counting_array(unsigned first = 0) {
  std::array<std::uint8_t, N> bytes;
  for (std::size_t i = 0; i < N; ++i) bytes[i] = static_cast<std::uint8_t>(first + i);
  return bytes;
}

}  // namespace strata::test
