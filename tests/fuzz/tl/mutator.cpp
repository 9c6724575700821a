// Tells libFuzzer how to change an input: often it becomes a damaged value, else some of its bytes.
#include "tl/damage.hpp"

#include <algorithm>
#include <cstring>

extern "C" {
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t limit);
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t limit,
                                    unsigned seed);
}

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t limit,
                                    unsigned seed) {
  namespace fuzzing = strata::tl::fuzzing;
  if (limit <= fuzzing::head_size) return LLVMFuzzerMutate(data, size, limit);
  if (size < fuzzing::head_size) {
    std::memset(data + size, 0, fuzzing::head_size - size);
    size = fuzzing::head_size;
  }
  if (seed % 16 == 0) {
    // Another type, or other rules.
    data[0] = static_cast<std::uint8_t>(seed >> 8U);
    data[1] = static_cast<std::uint8_t>(seed >> 16U);
    data[2] = static_cast<std::uint8_t>(seed >> 24U);
  }
  if (seed % 4 != 0) {
    return fuzzing::head_size + LLVMFuzzerMutate(data + fuzzing::head_size,
                                                 size - fuzzing::head_size,
                                                 limit - fuzzing::head_size);
  }
  data[0] &= 0xFBU;  // the bytes of a value, not a recipe for one
  const strata::Bytes bytes = fuzzing::damaged_value(fuzzing::subject_of(data), seed);
  const std::size_t count = std::min(bytes.size(), limit - fuzzing::head_size);
  if (count != 0) std::memcpy(data + fuzzing::head_size, bytes.data(), count);
  return fuzzing::head_size + count;
}
