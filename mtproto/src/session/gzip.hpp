// Packing and unpacking of gzip_packed, with bounds.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"

#include <cstddef>
#include <optional>

namespace strata::mtproto::session {

/// Decompresses exactly one gzip member into at most `cap` bytes. Memory follows what has come out,
/// never what the input claims: at first four times the input, then doubling up to the cap.
/// Errors: bad_gzip (damaged, truncated, wrong checksum or size, anything after the member),
/// inflated_too_large.
/// Spec: core.telegram.org/mtproto/service_messages#packed-object (B-64, H-11)
[[nodiscard]] Result<Bytes> inflate_gzip(BytesView packed, std::size_t cap);

/// Compresses a query, if it is long enough to be worth trying and becomes at least a tenth shorter
/// (B-65).
[[nodiscard]] std::optional<Bytes> deflate_if_worth_it(BytesView query);

}  // namespace strata::mtproto::session
