// What the mutators share: a head that says what follows, and a body that is changed or made anew.
#pragma once

#include "tl/subject.hpp"

#include <algorithm>
#include <cstring>

extern "C" {
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t limit);
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t limit,
                                    unsigned seed);
}

namespace strata::tl::fuzzing {

/// Mostly changes bytes of the body as libFuzzer would; one time in four `make_body(data)`, which
/// may change the head, gives a new one. Returns the new size.
template <class MakeBody>
std::size_t mutate_input(std::uint8_t* data, std::size_t size, std::size_t limit, unsigned seed,
                         MakeBody make_body) {
  if (limit <= head_size) return LLVMFuzzerMutate(data, size, limit);
  if (size < head_size) {
    std::memset(data + size, 0, head_size - size);
    size = head_size;
  }
  if (seed % 16 == 0) {
    // Another type, or other rules.
    data[0] = static_cast<std::uint8_t>(seed >> 8U);
    data[1] = static_cast<std::uint8_t>(seed >> 16U);
    data[2] = static_cast<std::uint8_t>(seed >> 24U);
  }
  if (seed % 4 != 0) {
    return head_size + LLVMFuzzerMutate(data + head_size, size - head_size, limit - head_size);
  }
  const Bytes body = make_body(data);
  const std::size_t count = std::min(body.size(), limit - head_size);
  if (count != 0) std::memcpy(data + head_size, body.data(), count);
  return head_size + count;
}

}  // namespace strata::tl::fuzzing
