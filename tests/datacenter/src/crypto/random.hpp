// Where the data centre takes its random bytes from: the system, or a seed for repeatable tests.
#pragma once

#include "strata/base/bytes.hpp"

#include <memory>
#include <optional>

namespace strata::datacenter {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(MutableBytes bytes) = 0;

  std::uint64_t next() {
    std::array<std::uint8_t, 8> bytes;
    fill(bytes);
    return load_le<std::uint64_t>(bytes.data());
  }

  Bytes bytes(std::size_t count) {
    Bytes result(count);
    fill(result);
    return result;
  }
};

/// OpenSSL's generator, or with a seed a stream that is the same in every run.
[[nodiscard]] std::unique_ptr<Random> make_random(std::optional<std::uint64_t> seed);

}  // namespace strata::datacenter
