// The hash table from ids to rows.
#include "id_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace strata::tl_gen {
namespace {

/// The look-up of the runtime, and how many slots it visits.
std::uint16_t find(const IdTable& table, std::span<const IdEntry> entries, std::uint32_t id,
                   std::size_t& probes) {
  const std::size_t mask = table.slots.size() - 1;
  for (std::size_t slot = (id * table.multiplier) >> table.shift;; slot = (slot + 1) & mask) {
    ++probes;
    const std::uint16_t row = table.slots[slot];
    if (row == 0 || entries[row - 1U].id == id) return row;
  }
}

TEST(IdTable, EveryId_IsFoundInFewSteps) {
  std::vector<IdEntry> entries;
  std::uint32_t id = 12345;
  for (std::uint16_t row = 1; row <= 2300; ++row) {
    entries.push_back({id, row});
    id = id * 1664525U + 1013904223U;
  }
  const IdTable table = make_id_table(entries);
  std::size_t probes = 0;
  for (const IdEntry& entry : entries) ASSERT_EQ(find(table, entries, entry.id, probes), entry.row);
  EXPECT_LT(probes, entries.size() * 2);
}

TEST(IdTable, FreeSlot_EndsEverySearch) {
  for (std::uint16_t count = 0; count < 70; ++count) {
    std::vector<IdEntry> entries;
    for (std::uint16_t row = 1; row <= count; ++row) entries.push_back({row * 7U, row});
    const IdTable table = make_id_table(entries);
    EXPECT_NE(std::find(table.slots.begin(), table.slots.end(), 0), table.slots.end()) << count;
    EXPECT_EQ(table.slots.size(), std::size_t{1} << (32U - table.shift));
  }
}

}  // namespace
}  // namespace strata::tl_gen
