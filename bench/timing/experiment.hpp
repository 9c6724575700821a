// Experiments of the programs that test whether timings tell secrets, and how one is judged.
#pragma once

#include "strata/base/bytes.hpp"

#include <array>
#include <functional>
#include <string>
#include <vector>

namespace strata::bench {

/// Two kinds of inputs of one length, some of each, so that no single one is learnt by heart; and
/// what is done with a copy of one.
struct Experiment {
  std::string what;
  std::array<std::vector<Bytes>, 2> inputs;
  std::function<void(MutableBytes)> run;
};

/// Times `samples` runs of the control, which must be visible, and of each experiment, which must
/// not, with the kinds in random order; prints a line for each. Returns whether all is as it must
/// be.
[[nodiscard]] bool run_all(const Experiment& control, const std::vector<Experiment>& experiments,
                           std::size_t samples);

}  // namespace strata::bench
