// Finds secrets in memory that is given back: the allocators of the program and of OpenSSL are
// watched.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstddef>
#include <utility>

namespace strata::test {

/// The secrets looked for, and what was found. Plain memory: the watched code must not allocate.
struct Watch {
  bool armed = false;
  int found = 0;
  std::uint8_t secrets[32][16] = {};
  std::size_t count = 0;

  /// At least 16 bytes; half of a secret is enough to be found, since a torn copy is one as well.
  void look_for(BytesView secret);
  void search(const void* block, std::size_t size);
};

extern Watch watch;

/// Whether OpenSSL gives its memory back here; it does not if it allocated before this program
/// could say so.
[[nodiscard]] bool is_openssl_watched();

/// Looks at memory where no optimiser sees it, so that it cannot be left out.
void look_at(const void* memory);

/// Runs `step` under watch.
template <class Step>
auto watched(Step step) {
  watch.armed = true;
  auto result = step();
  watch.armed = false;
  return result;
}

}  // namespace strata::test
