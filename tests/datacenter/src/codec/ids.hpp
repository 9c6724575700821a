// The constructor ids of the language itself.
#pragma once

#include <cstdint>

namespace strata::datacenter {

inline constexpr std::uint32_t vector_id = 0x1cb5c415;
inline constexpr std::uint32_t bool_true_id = 0x997275b5;
inline constexpr std::uint32_t bool_false_id = 0xbc799737;

}  // namespace strata::datacenter
