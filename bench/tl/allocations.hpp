// Counts what the libraries under measurement take from the heap.
#pragma once

#include <cstddef>

namespace strata::tl::bench {

/// Calls of malloc and operator new by everything that is linked statically, since the start.
[[nodiscard]] std::size_t allocation_count() noexcept;

}  // namespace strata::tl::bench
