// The search for a good multiplier.
#include "id_table.hpp"

#include <cstddef>
#include <utility>

namespace strata::tl_gen {
namespace {

/// Fills the table and gives the number of slots that all look-ups together visit.
std::size_t fill_table(IdTable& table, std::span<const IdEntry> entries) {
  std::size_t probes = 0;
  const std::size_t mask = table.slots.size() - 1;
  for (const IdEntry& entry : entries) {
    std::size_t slot = (entry.id * table.multiplier) >> table.shift;
    ++probes;
    while (table.slots[slot] != 0) {
      slot = (slot + 1) & mask;
      ++probes;
    }
    table.slots[slot] = entry.row;
  }
  return probes;
}

}  // namespace

IdTable make_id_table(std::span<const IdEntry> entries) {
  // At most two thirds full, so that a free slot ends every search.
  unsigned bits = 1;
  while ((std::size_t{1} << bits) * 2 < entries.size() * 3 + 2) ++bits;

  IdTable best;
  std::size_t best_probes = 0;
  // Knuth's multiplier, then a fixed sequence of odd numbers.
  std::uint32_t multiplier = 2654435761U;
  for (int attempt = 0; attempt < 64; ++attempt) {
    IdTable table{.slots = std::vector<std::uint16_t>(std::size_t{1} << bits),
                  .multiplier = multiplier,
                  .shift = 32 - bits};
    const std::size_t probes = fill_table(table, entries);
    if (attempt == 0 || probes < best_probes) {
      best_probes = probes;
      best = std::move(table);
    }
    multiplier = (multiplier * 1664525U + 1013904223U) | 1U;
  }
  return best;
}

}  // namespace strata::tl_gen
