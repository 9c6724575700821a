// The encoding of a value together with the places that a decoder looks at.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/tl/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace strata::tl::fuzzing {

/// A place in an encoding.
struct Mark {
  enum class Kind : std::uint8_t {
    word,    ///< an id or a flags word
    count,   ///< of a vector
    length,  ///< of a text
    number,
  };
  std::size_t offset;
  Kind kind;
};

struct MarkedBytes {
  Bytes bytes;
  std::vector<Mark> marks;  ///< in the order of their offsets
};

/// Encodes by the tables; the value must be complete.
[[nodiscard]] MarkedBytes encode_with_marks(const SchemaTables& schema, const Shape& shape,
                                            const void* value);

}  // namespace strata::tl::fuzzing
