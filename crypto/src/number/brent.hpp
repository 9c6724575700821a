// Pollard's rho in Brent's form: finds a factor of a composite number.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>

namespace strata::crypto {

/// How a search ended.
enum class FactorSearch { found, work_limit, cancelled };

struct FactorResult {
  FactorSearch outcome;
  std::uint64_t factor = 0;  ///< Neither 1 nor n, when found.
};

/// Searches a factor of `n`, odd, composite and no square, within `max_steps` steps.
[[nodiscard]] FactorResult find_factor(std::uint64_t n, std::uint64_t max_steps,
                                       const std::stop_token& stop) noexcept;

}  // namespace strata::crypto
