// Parses a service message of the server into its generated type.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/decode.hpp"

namespace strata::mtproto::session {

/// `body` as a `T` without vectors or boxes, so that the value stands alone; its views alias
/// `body`. Errors: malformed_message, also for bytes after the object (H-09).
template <class T>
[[nodiscard]] Result<T> parse(BytesView body) {
  tl::Arena arena;
  auto value = tl::decode_view<T>(body, arena);
  if (!value) return fail(Errc::malformed_message, "a service message does not parse");
  return *value;
}

/// The same for a `T` with vectors, which live in `arena`.
template <class T>
[[nodiscard]] Result<T> parse(BytesView body, tl::Arena& arena) {
  auto value = tl::decode_view<T>(body, arena);
  if (!value) return fail(Errc::malformed_message, "a service message does not parse");
  return *value;
}

}  // namespace strata::mtproto::session
