// Numbers and bytes that look random and are the same in every run with the same seed.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace strata::datacenter {

/// The one source of randomness of a world. Everything is derived from the seed, a purpose and
/// some numbers, so what one part draws never shifts what another part gets.
class Seed {
 public:
  explicit Seed(std::uint64_t seed) : seed_(seed) {}

  /// `count` bytes for this purpose: SHA-256 over (seed, purpose, numbers, block).
  [[nodiscard]] Bytes bytes(std::string_view purpose, std::initializer_list<std::int64_t> numbers,
                            std::size_t count) const;

  /// A number from 1 to 2^63 − 1: ids and access hashes are never zero or negative.
  [[nodiscard]] std::int64_t number(std::string_view purpose,
                                    std::initializer_list<std::int64_t> numbers) const;

  /// Lower-case hexadecimal text of `digits` digits.
  [[nodiscard]] std::string text(std::string_view purpose,
                                 std::initializer_list<std::int64_t> numbers,
                                 std::size_t digits) const;

 private:
  std::uint64_t seed_;
};

}  // namespace strata::datacenter
