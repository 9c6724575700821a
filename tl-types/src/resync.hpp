// Where an element of unknown length ends: where everything that must follow it can be read.
#pragma once

#include "path.hpp"

#include "strata/base/bytes.hpp"
#include "strata/tl/arena.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace strata::tl::detail {

/// What follows an unknown element in its vector.
enum class Behind : std::uint8_t {
  remaining_elements,  ///< as many elements as the count of the vector says
  end_of_vector,       ///< none: what was counted behind the unknown one is part of its bytes
};

/// A search through the bytes between the id of an unknown element and the end of the input.
struct Resync {
  const SchemaTables& schema;
  const Frame* vector;  ///< the vector and where in it the element stands
  std::size_t depth;    ///< objects inside objects that may still follow
  Arena& scratch;       ///< is left as it was

  /// How many of the bytes belong to the element, when that is clear: behind them everything that
  /// the schema wants to follow can be read and ends with the input, and behind no other number of
  /// bytes it can. So a text inside the element cannot pass for what follows the element. Nothing
  /// either when what follows does not begin with an id.
  ///
  /// Time: the input is read at most 512 times, and less often when it is longer than 32 KiB: no
  /// more than 16 MiB or 16 times its length are read in all.
  [[nodiscard]] std::optional<std::size_t> find(BytesView bytes, Behind behind) const;
};

}  // namespace strata::tl::detail
