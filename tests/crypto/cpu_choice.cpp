// Lets a whole test program see an older processor, by a variable that only tests read.
#include "cpu/features.hpp"

#include <cstdlib>
#include <string_view>

namespace {

// STRATA_TEST_CPU=none takes every instruction set away that a kernel uses, =aes-ni leaves the AES
// instructions on single blocks. Before main, since test cases ask for kernels when they are
// registered.
[[maybe_unused]] const bool chosen = [] {
  const char* const given = std::getenv("STRATA_TEST_CPU");
  if (given == nullptr) return false;
  const std::string_view name = given;
  strata::crypto::CpuFeatures allowed;
  if (name == "aes-ni") {
    allowed.aes_ni = true;
  } else if (name != "none") {
    std::abort();
  }
  strata::crypto::restrict_cpu_features(allowed);
  return true;
}();

}  // namespace
