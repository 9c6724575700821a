// The tables that describe a schema, and what a value of each C++ type looks like to them.
#pragma once

#include "strata/tl/any_function.hpp"
#include "strata/tl/box.hpp"
#include "strata/tl/optional.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace strata::tl {

/// What a field is, on the wire and in memory.
enum class Op : std::uint8_t {
  flags_word,   ///< `#`: not stored; `ref` is the number of the word
  true_flag,    ///< `flags.N?true`: bool, no bytes
  boolean,      ///< `Bool`: bool
  int32,        ///< `int`
  int64,        ///< `long`
  float64,      ///< `double`
  string,       ///< `string`: std::string_view
  bytes,        ///< `bytes`: span
  int128,       ///< `int128`: array
  int256,       ///< `int256`: array
  boxed,        ///< a boxed type: Box; `ref` is the row of the type
  bare,         ///< a constructor without its id: the struct; `ref` is its row
  with_id,      ///< a constructor or function with its id: the struct; `ref` is its row
  vector,       ///< `Vector<T>`: span; `ref` is the shape of the elements
  bare_vector,  ///< `vector<T>`: the same without the vector's id
  function,     ///< `!X`: AnyFunction
  blob,         ///< `Object`: Blob, all bytes that are left
  sized_blob,   ///< `Object` behind `bytes:int`: Blob; `ref` is the offset of that length
};

/// One field of a constructor or function.
struct FieldRow {
  static constexpr std::uint8_t unconditional = 0xFF;

  std::uint16_t offset;  ///< in the struct
  std::uint16_t ref;     ///< see Op
  Op op;
  std::uint8_t flag;   ///< `unconditional`, or number of the flags word * 32 + bit
  std::uint16_t name;  ///< in SchemaTables::field_names

  [[nodiscard]] constexpr bool conditional() const noexcept { return flag != unconditional; }
};

/// Flags words that one constructor may have.
inline constexpr std::size_t max_flags_words = 4;

/// One constructor or function.
struct ConstructorRow {
  std::uint32_t id;
  std::uint32_t name;         ///< offset in SchemaTables::names
  std::uint32_t first_field;  ///< in SchemaTables::fields
  std::uint16_t field_count;
  std::uint16_t size;     ///< of the struct; 0 when it has no members
  std::uint16_t type;     ///< row of its type; for a function the shape of its result
  std::uint16_t minimum;  ///< bytes that its fields take at least on the wire
};

/// One boxed type. Its constructors are neighbours.
struct TypeRow {
  std::uint16_t first;  ///< row of the first constructor
  std::uint16_t count;
};

/// What an element of a vector, or a value that stands alone, is.
struct Shape {
  Op op = Op::blob;
  std::uint16_t ref = 0;           ///< see Op; for vectors unused
  std::uint32_t size = 0;          ///< in memory
  std::uint32_t minimum = 4;       ///< on the wire
  const Shape* element = nullptr;  ///< of a vector
};

namespace detail {
class FastDecoder;
class FastEncoder;

/// Functions generated for one constructor, unrolled field by field; either may be missing.
/// `decode` makes the struct in uninitialised memory; both give the position behind what they read
/// or wrote, or null.
struct HotFunctions {
  const std::uint8_t* (*decode)(FastDecoder& in, const std::uint8_t* at, void* memory);
  std::uint8_t* (*encode)(FastEncoder& out, std::uint8_t* at, const void* object);
};
}  // namespace detail

/// Everything that decoding, encoding, printing, comparing and copying know of a schema. Generated
/// as constants; rows 1 … constructor_count are constructors, functions follow.
struct SchemaTables {
  std::span<const ConstructorRow> rows;
  std::span<const FieldRow> fields;
  std::span<const TypeRow> types;
  std::span<const Shape> shapes;
  std::span<const std::uint32_t> field_names;  ///< offsets in `names`
  const char* names = "";                      ///< texts, each ends with a zero
  std::span<const std::uint16_t> slots;        ///< hash table from ids to rows, 0 = free
  const std::uint8_t* hot_numbers = nullptr;   ///< per row, 0 = not hot; null when none is
  const detail::HotFunctions* hot_functions = nullptr;
  std::uint32_t multiplier = 0;
  std::uint8_t shift = 0;
  std::uint16_t constructor_count = 0;
  std::int32_t layer = 0;

  /// The row of an id, or 0.
  [[nodiscard]] std::uint16_t find(std::uint32_t id) const noexcept {
    if (slots.empty()) return 0;
    const std::size_t mask = slots.size() - 1;
    for (std::size_t slot = (id * multiplier) >> shift;; slot = (slot + 1) & mask) {
      const std::uint16_t index = slots[slot];
      if (index == 0 || rows[index].id == id) return index;
    }
  }
  [[nodiscard]] std::span<const FieldRow> fields_of(const ConstructorRow& row) const noexcept {
    return {fields.data() + row.first_field, row.field_count};
  }
  /// The unrolled functions of a row; null when it has none.
  [[nodiscard]] const detail::HotFunctions* hot(std::uint16_t index) const noexcept {
    if (hot_numbers == nullptr || hot_numbers[index] == 0) return nullptr;
    return hot_functions + hot_numbers[index] - 1;
  }
  [[nodiscard]] bool is_function(std::uint16_t index) const noexcept {
    return index > constructor_count;
  }
  [[nodiscard]] std::string_view name(const ConstructorRow& row) const noexcept {
    return names + row.name;
  }
  [[nodiscard]] std::string_view name(const FieldRow& row) const noexcept {
    return names + field_names[row.name];
  }
};

/// The tables of no schema: enough for values that are not of a generated type.
inline constexpr SchemaTables no_schema{};

/// std::is_trivially_destructible_v, which costs a compiler a hundred times as much for a struct:
/// generated tables ask it of thousands.
template <class T>
#ifdef __clang__
inline constexpr bool needs_no_destructor = __is_trivially_destructible(T);
#else
inline constexpr bool needs_no_destructor = __has_trivial_destructor(T);
#endif

/// How a value of type `T` is described, and by which tables; specialised for every type that a
/// field can have and for generated structs.
template <class T>
struct ValueTraits;

/// A type that decodes, encodes, prints, compares and copies.
template <class T>
concept Value = requires {
  { ValueTraits<T>::shape } -> std::convertible_to<const Shape&>;
};

namespace detail {
template <class T, Op op_, std::uint32_t wire>
struct PlainTraits {
  static constexpr Shape shape{.op = op_, .size = sizeof(T), .minimum = wire};
  static const SchemaTables& schema() noexcept { return no_schema; }
};
}  // namespace detail

template <>
struct ValueTraits<bool> : detail::PlainTraits<bool, Op::boolean, 4> {};
template <>
struct ValueTraits<std::int32_t> : detail::PlainTraits<std::int32_t, Op::int32, 4> {};
template <>
struct ValueTraits<std::int64_t> : detail::PlainTraits<std::int64_t, Op::int64, 8> {};
template <>
struct ValueTraits<double> : detail::PlainTraits<double, Op::float64, 8> {};
template <>
struct ValueTraits<std::string_view> : detail::PlainTraits<std::string_view, Op::string, 4> {};
template <>
struct ValueTraits<std::span<const std::uint8_t>>
    : detail::PlainTraits<std::span<const std::uint8_t>, Op::bytes, 4> {};
template <>
struct ValueTraits<std::array<std::uint8_t, 16>>
    : detail::PlainTraits<std::array<std::uint8_t, 16>, Op::int128, 16> {};
template <>
struct ValueTraits<std::array<std::uint8_t, 32>>
    : detail::PlainTraits<std::array<std::uint8_t, 32>, Op::int256, 32> {};
template <>
struct ValueTraits<Blob> : detail::PlainTraits<Blob, Op::blob, 4> {};

template <>
struct ValueTraits<AnyFunction> : detail::PlainTraits<AnyFunction, Op::function, 4> {};

template <class Tag>
struct ValueTraits<Box<Tag>> {
  static constexpr Shape shape{
      .op = Op::boxed, .ref = Tag::TYPE, .size = sizeof(Box<Tag>), .minimum = 4};
  static const SchemaTables& schema() noexcept { return Tag::schema(); }
};

template <class T>
struct ValueTraits<std::span<const T>> {
  static constexpr Shape shape{.op = Op::vector,
                               .size = sizeof(std::span<const T>),
                               .minimum = 8,
                               .element = &ValueTraits<T>::shape};
  static const SchemaTables& schema() noexcept { return ValueTraits<T>::schema(); }
};

template <Constructor T>
struct ValueTraits<T> {
  static constexpr Shape shape{.op = Op::with_id, .ref = T::INDEX, .size = sizeof(T), .minimum = 4};
  static const SchemaTables& schema() noexcept { return T::Type::TagType::schema(); }
};

template <RemoteCall T>
struct ValueTraits<T> {
  static constexpr Shape shape{.op = Op::with_id, .ref = T::INDEX, .size = sizeof(T), .minimum = 4};
  static const SchemaTables& schema() noexcept { return T::Schema::schema(); }
};

}  // namespace strata::tl
