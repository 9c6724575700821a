// The hash table from constructor ids to rows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace strata::tl_gen {

/// Open addressing with linear probing: slot = (id * multiplier mod 2^32) >> shift. A slot holds a
/// row number; 0 is free.
struct IdTable {
  std::vector<std::uint16_t> slots;
  std::uint32_t multiplier = 1;
  unsigned shift = 31;
};

struct IdEntry {
  std::uint32_t id;
  std::uint16_t row;
};

/// Tries some multipliers and keeps the one with the fewest probes. The ids differ from each other.
[[nodiscard]] IdTable make_id_table(std::span<const IdEntry> entries);

}  // namespace strata::tl_gen
