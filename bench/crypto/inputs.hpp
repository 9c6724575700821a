// Inputs of the crypto benchmarks: reproducible bytes and keys.
#pragma once

#include "support/scripted_random.hpp"

#include "strata/base/bytes.hpp"

namespace strata::bench {

[[nodiscard]] inline Bytes random_bytes(std::size_t size, std::uint64_t seed = 1) {
  Bytes bytes(size);
  test::ScriptedRandom({}, seed).fill(bytes);
  return bytes;
}

}  // namespace strata::bench
