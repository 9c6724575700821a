// Looks for secrets in memory that was given back: freed heap blocks and a thread's dead stack.
#pragma once

#include "strata/base/bytes.hpp"

#include <functional>

namespace strata::test {

/// Routes OpenSSL's memory through this file. Before anything else uses OpenSSL.
void watch_openssl_memory();

/// Runs `work` on a stack of its own, and afterwards reports how often a part of one of `secrets`
/// was found in a heap block that `work` freed, or on that stack. Parts are aligned groups of eight
/// bytes, in either byte order, since OpenSSL's numbers are little-endian.
///
/// `work` may use the secrets only through views; what it computes with them must be gone when it
/// returns.
[[nodiscard]] std::size_t leftovers_of(const std::vector<BytesView>& secrets,
                                       const std::function<void()>& work);

}  // namespace strata::test
