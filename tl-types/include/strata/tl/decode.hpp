// Decoding: from bytes to a value of a generated type.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/concepts.hpp"
#include "strata/tl/decode_options.hpp"
#include "strata/tl/errors.hpp"
#include "strata/tl/object.hpp"
#include "strata/tl/schema.hpp"

#include <cstddef>
#include <new>
#include <utility>

namespace strata::tl {

namespace detail {

/// What decode_value() is to do.
struct DecodeJob {
  const SchemaTables& schema;
  const Shape& shape;
  DecodeOptions options;
  bool whole = true;  ///< bytes behind the value are an error
};

/// Decodes into `at`, which holds `shape.size` zero bytes; texts become views of `input`. Gives the
/// bytes consumed.
Result<std::size_t> decode_value(const DecodeJob& job, BytesView input, Arena& arena, void* at);

/// Copies `input` into a new arena and decodes it there.
struct DecodedRoot {
  Arena arena;
  const void* root = nullptr;
  std::size_t consumed = 0;
};
Result<DecodedRoot> decode_owned(const DecodeJob& job, BytesView input);

template <Value T>
Result<Object<T>> decode_object(const DecodeJob& job, BytesView bytes, std::size_t& consumed) {
  static_assert(is_decodable<T>(),
                "functions are decoded only of a schema that is generated with "
                "--decodable-functions (STRATA_TL_DECODABLE_FUNCTIONS for Telegram's own)");
  Result<DecodedRoot> decoded = decode_owned(job, bytes);
  if (!decoded) return fail(std::move(decoded).error());
  consumed = decoded->consumed;
  return Object<T>(std::move(decoded->arena), static_cast<const T*>(decoded->root));
}

}  // namespace detail

/// Decodes the whole of `bytes` as one value, which is copied with them: the Object refers to
/// nothing outside itself. `T` is a boxed type (`enums::…`), the `Result` of a function, or a
/// constructor or function (`types::…`, `functions::…`), which must then stand there with its id.
///
/// Returns an error of DecodeErrc with a DecodeDetail; bytes left over are one (H-09).
template <Value T>
[[nodiscard]] Result<Object<T>> decode(BytesView bytes, const DecodeOptions& options = {}) {
  std::size_t consumed = 0;
  return detail::decode_object<T>(
      {.schema = ValueTraits<T>::schema(), .shape = ValueTraits<T>::shape, .options = options},
      bytes, consumed);
}

/// The same for a value at the start of `bytes`; `consumed` tells where it ends.
template <Value T>
[[nodiscard]] Result<Object<T>> decode_prefix(BytesView bytes, std::size_t& consumed,
                                              const DecodeOptions& options = {}) {
  return detail::decode_object<T>({.schema = ValueTraits<T>::schema(),
                                   .shape = ValueTraits<T>::shape,
                                   .options = options,
                                   .whole = false},
                                  bytes, consumed);
}

/// Decodes without a copy: texts are views into `bytes`, vectors and boxes live in `arena`, which
/// may be cleared and used again.
template <Value T>
[[nodiscard]] Result<T> decode_view(BytesView bytes, Arena& arena,
                                    const DecodeOptions& options = {}) {
  T value{};
  const Result<std::size_t> consumed = detail::decode_value(
      {.schema = ValueTraits<T>::schema(), .shape = ValueTraits<T>::shape, .options = options},
      bytes, arena, &value);
  if (!consumed) return fail(consumed.error());
  return value;
}

}  // namespace strata::tl
