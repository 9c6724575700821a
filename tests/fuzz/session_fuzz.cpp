// Fuzzer of the session: random traffic of a server that has the key, and a busy owner.
#include "session/life.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  strata::fuzz::Life(strata::fuzz::Input(data, size)).run();
  return 0;
}
