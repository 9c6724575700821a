// Small helpers that the tests of the data centre share.
#include "testing/support.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace strata::datacenter {

const ServerKey& test_key() {
  static const ServerKey key = [] {
    std::ifstream file(STRATA_TEST_DATA "/vectors/datacenter_key.pem", std::ios::binary);
    const std::string pem{std::istreambuf_iterator<char>(file), {}};
    auto loaded = ServerKey::from_pem(pem);
    if (!loaded) throw std::runtime_error(loaded.error().message());
    return *std::move(loaded);
  }();
  return key;
}

}  // namespace strata::datacenter
