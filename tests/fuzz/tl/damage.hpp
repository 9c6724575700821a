// Valid values with a few faults that a decoder must see through.
#pragma once

#include "tl/subject.hpp"

namespace strata::tl::fuzzing {

/// The encoding of a random value, damaged where the tables say that it matters: ids become other
/// ids, flags flip, counts and lengths lie, parts vanish, repeat, nest or come from another value.
/// One in eight stays whole.
[[nodiscard]] Bytes damaged_value(const Subject& subject, std::uint64_t seed);

}  // namespace strata::tl::fuzzing
