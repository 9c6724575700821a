// gzip in both directions, bounded.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"

#include <optional>

namespace strata::datacenter {

/// Inflates exactly one gzip member into at most `most` bytes; anything else is an error.
[[nodiscard]] Result<Bytes> gunzip(BytesView packed, std::size_t most);

/// The gzip member of the bytes, or nothing when that would save less than a tenth.
[[nodiscard]] std::optional<Bytes> gzip(BytesView bytes);

}  // namespace strata::datacenter
