// Gives the memory of a vector back.
#pragma once

#include <vector>

namespace strata::mtproto::session {

/// Empties `values` and frees what it held; `values = {}` would keep the capacity.
template <class T>
void release(std::vector<T>& values) noexcept {
  std::vector<T>().swap(values);
}

}  // namespace strata::mtproto::session
