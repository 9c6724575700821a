// The generator behind the vectors V-105 to V-107.
#pragma once

#include "strata/base/bytes.hpp"

namespace strata::test {

/// Starts with the length of the data, which comes first, then the key, then the IV.
class Lcg {
 public:
  explicit Lcg(std::uint32_t seed) : state_(seed) {}

  [[nodiscard]] Bytes bytes(std::size_t count) {
    Bytes result(count);
    for (std::uint8_t& byte : result) {
      state_ = state_ * 123457567U + 987651241U;
      byte = static_cast<std::uint8_t>(state_ >> 23U);
    }
    return result;
  }

 private:
  std::uint32_t state_;
};

}  // namespace strata::test
