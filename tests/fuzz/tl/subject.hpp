// What an input of the TL fuzzers is taken for: its first three bytes choose.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/tl/decode_options.hpp"
#include "strata/tl/random_instance.hpp"
#include "strata/tl/schema.hpp"

#include <cstddef>
#include <cstdint>

namespace strata::tl::fuzzing {

/// Bytes of an input before the value itself.
inline constexpr std::size_t head_size = 3;

/// Stops libFuzzer at the input that broke a rule.
void require(bool holds);

struct Subject {
  const SchemaTables& schema;
  Shape shape;  ///< a boxed type, or an element or result that the schema has somewhere
  UnknownConstructor unknown;
};

/// Of an input of at least `head_size` bytes.
[[nodiscard]] Subject subject_of(const std::uint8_t* head);

/// A generator of small values, kept from run to run: looking through the tables for it takes
/// longer than a run.
[[nodiscard]] RandomInstances& random_instances(const SchemaTables& schema);

/// A random value that lives in `arena`.
[[nodiscard]] void* random_value(const Subject& subject, std::uint64_t seed, Arena& arena);

}  // namespace strata::tl::fuzzing
