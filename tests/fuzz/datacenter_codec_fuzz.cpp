// Fuzzer of the runtime codec: what decodes must encode, and then decode to the same.
#include "core/layers.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace strata;
  using namespace strata::datacenter;
  static const Layers layers = Layers::load({}).value();
  const auto object = layers.newest().decode({data, size});
  if (!object) return 0;
  const auto bytes = layers.newest().encode(*object);
  if (!bytes) std::abort();
  const auto again = layers.newest().decode(*bytes);
  if (!again) std::abort();
  const auto once_more = layers.newest().encode(*again);
  if (!once_more || *once_more != *bytes) std::abort();
  return 0;
}
