// Small helpers that the tests of the data centre share.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/datacenter/server_key.hpp"

#include <numeric>
#include <string_view>

namespace strata::datacenter {

inline Bytes hex(std::string_view text) { return from_hex(text).value(); }

/// The key that everybody knows: making one takes a second.
const ServerKey& test_key();

/// 00 01 02 …
inline Bytes counting_bytes(std::size_t count, std::uint8_t first = 0) {
  Bytes bytes(count);
  std::iota(bytes.begin(), bytes.end(), first);
  return bytes;
}

}  // namespace strata::datacenter
