// Tells libFuzzer how to change an input: often it becomes a damaged value, else some of its bytes.
#include "tl/damage.hpp"
#include "tl/mutate_input.hpp"

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t limit,
                                    unsigned seed) {
  namespace fuzzing = strata::tl::fuzzing;
  return fuzzing::mutate_input(data, size, limit, seed, [seed](std::uint8_t* input) {
    input[0] &= 0xFBU;  // the bytes of a value, not a recipe for one
    return fuzzing::damaged_value(fuzzing::subject_of(input), seed);
  });
}
