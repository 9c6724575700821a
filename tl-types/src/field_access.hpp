// Reads and writes the fields of generated structs by their offsets.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/tl/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

namespace strata::tl::detail {

/// The value of type `T` at `at`. A copy of the bytes, so that no aliasing rule is at stake.
template <class T>
  requires std::is_trivially_copyable_v<T>
[[nodiscard]] inline T load(const std::byte* at) noexcept {
  T value{};
  std::memcpy(static_cast<void*>(&value), at, sizeof value);
  return value;
}

template <class T>
  requires std::is_trivially_copyable_v<T>
inline void store(std::byte* at, const T& value) noexcept {
  std::memcpy(at, static_cast<const void*>(&value), sizeof value);
}

/// A vector of whatever element type. Spans look the same for all of them: a test holds us to it.
using AnySpan = std::span<const std::byte>;
static_assert(sizeof(AnySpan) == sizeof(std::span<const Handle>));
static_assert(sizeof(Box<void>) == sizeof(Handle));

[[nodiscard]] inline const std::byte* as_byte_pointer(const void* at) noexcept {
  return static_cast<const std::byte*>(at);
}

/// Where the presence flag of a conditional field stands, for types that need one.
template <class T>
inline constexpr std::size_t presence_offset = sizeof(T);

/// Bytes that a field takes in memory, its presence flag not included.
[[nodiscard]] inline std::size_t stored_size(const SchemaTables& schema, Op op,
                                             std::uint16_t ref) noexcept {
  switch (op) {
    case Op::flags_word:
      return 0;
    case Op::true_flag:
    case Op::boolean:
      return 1;
    case Op::int32:
      return 4;
    case Op::int64:
    case Op::float64:
    case Op::boxed:
      return 8;
    case Op::string:
    case Op::bytes:
    case Op::vector:
    case Op::bare_vector:
    case Op::blob:
    case Op::sized_blob:
    case Op::int128:
      return 16;
    case Op::int256:
      return 32;
    case Op::bare:
    case Op::with_id:
      return schema.rows[ref].size;
    case Op::function:
      return sizeof(AnyFunction);
  }
  return 0;
}

/// Whether a conditional field has a value.
[[nodiscard]] inline bool is_present(const SchemaTables& schema, const FieldRow& field,
                                     const std::byte* object) noexcept {
  const std::byte* at = object + field.offset;
  switch (field.op) {
    case Op::true_flag:
      return load<bool>(at);
    case Op::string:
      return load<std::string_view>(at).data() != nullptr;
    case Op::bytes:
    case Op::vector:
    case Op::bare_vector:
      return load<AnySpan>(at).data() != nullptr;
    case Op::boxed:
      return load<Handle>(at).index() != 0;
    default:
      return load<bool>(at + stored_size(schema, field.op, field.ref));
  }
}

/// Marks a conditional field as present; its value has been stored.
inline void set_present(const SchemaTables& schema, const FieldRow& field,
                        std::byte* object) noexcept {
  switch (field.op) {
    case Op::true_flag:
    case Op::string:
    case Op::bytes:
    case Op::vector:
    case Op::bare_vector:
    case Op::boxed:
      return;  // the value tells by itself
    default:
      store(object + field.offset + stored_size(schema, field.op, field.ref), true);
  }
}

}  // namespace strata::tl::detail
