// The decoder of well-formed input: no bookkeeping for errors, the position in a register.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/schema.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

namespace strata::tl::detail {

/// Reads values like Decoder does, at several times its speed, but cannot tell why it failed:
/// whoever calls it lets a Decoder read the same input again to find out.
///
/// Every function takes the position of a value and gives the position behind it, or null when the
/// input is not what the schema wants. Functions generated for frequent constructors are called
/// from here and call back.
class FastDecoder {
 public:
  using Position = const std::uint8_t*;

  FastDecoder(const SchemaTables& schema, std::size_t depth, BytesView input, Arena& arena)
      : schema_(schema), arena_(arena), end_(input.data() + input.size()), depth_left_(depth) {}

  /// A value of any shape, into `to`, which holds zero bytes.
  Position value(const Shape& shape, Position at, std::byte* to) {
    return item(shape.op, shape.ref, shape.element, at, to);
  }

  /// Whether `count` bytes are left.
  [[nodiscard]] bool has(Position at, std::size_t count) const noexcept {
    return static_cast<std::size_t>(end_ - at) >= count;
  }

  // Spec: H-02
  Position bytes(Position at, BytesView& to) const noexcept {
    if (has(at, 4) && at[0] < 254) [[likely]] {
      const std::size_t length = at[0];
      const std::size_t total = (length + 4) & ~std::size_t{3};
      if (!has(at, total)) return nullptr;
      to = BytesView(at + 1, length);
      return at + total;
    }
    return long_bytes(at, to);
  }
  Position string(Position at, std::string_view& to) const noexcept {
    BytesView read;
    at = bytes(at, read);
    to = as_text(read);
    return at;
  }
  Position boolean(Position at, bool& to) const noexcept;

  /// A value of a boxed type.
  Position boxed(Position at, std::uint16_t type, Handle& to);
  /// A value of a boxed type with only one constructor, that of row `index`.
  Position boxed_only(Position at, std::uint32_t id, std::uint16_t index, Handle& to) {
    if (!has(at, 4) || load_le<std::uint32_t>(at) != id) return nullptr;
    return object(at + 4, index, to);
  }
  /// A value whose members all hold nothing, in memory of the arena. Its bytes are cleared in
  /// pieces of one register each: left to itself a compiler clears member by member.
  template <class T>
  static T& cleared(void* memory) noexcept {
    constexpr std::size_t size = (sizeof(T) + (Arena::alignment - 1)) & ~(Arena::alignment - 1);
    clear_pieces(static_cast<std::byte*>(memory), std::make_index_sequence<size / 16>{});
    if constexpr (size % 16 != 0) std::memset(static_cast<std::byte*>(memory) + size - 8, 0, 8);
    return *std::launder(static_cast<T*>(memory));
  }
  /// A constructor with an unrolled decoder, whose id has been read.
  template <class T, Position (*decode)(FastDecoder&, Position, void*)>
  Position make(Position at, Handle& to) {
    // Spec: H-04, H-10
    void* memory = arena_.allocate(sizeof(T));
    if (memory == nullptr || depth_left_ == 0) return nullptr;
    to = Handle(T::INDEX, memory);
    --depth_left_;
    at = decode(*this, at, memory);
    ++depth_left_;
    return at;
  }
  /// A vector of a boxed type with an unrolled reader, with its id; `to` is a span.
  template <Position (*read)(FastDecoder&, Position, Handle&)>
  Position boxes(Position at, std::size_t minimum, void* to) {
    std::size_t count = 0;
    Handle* first = begin_boxes(at, minimum, to, count);
    if (first == nullptr) return nullptr;
    at += 8;
    for (std::size_t i = 0; i < count; ++i) {
      Handle box;
      at = read(*this, at, box);
      if (at == nullptr) return nullptr;
      first[i] = box;
    }
    return at;
  }
  /// The fields of a constructor that stands in its object by value.
  Position bare(Position at, std::uint16_t index, std::byte* object);
  /// A vector; `has_id` for the boxed form.
  Position vector(Position at, const Shape& element, bool has_id, std::byte* to);
  /// The same with the element's shape by its number in the tables.
  Position vector_of(Position at, std::size_t shape, bool has_id, void* to) {
    return vector(at, schema_.shapes[shape], has_id, static_cast<std::byte*>(to));
  }
  Position function(Position at, std::byte* to);

 private:
  Position item(Op op, std::uint16_t ref, const Shape* element, Position at, std::byte* to);
  Position fields(const ConstructorRow& row, Position at, std::byte* object);
  Position object(Position at, std::uint16_t index, Handle& to);
  Position elements(Position at, const Shape& element, std::byte* first, std::size_t count);
  Position long_bytes(Position at, BytesView& to) const noexcept;
  std::byte* zeroed(std::size_t size);
  template <std::size_t... Pieces>
  static void clear_pieces(std::byte* memory,
                           std::index_sequence<Pieces...> /*of 16 bytes*/) noexcept {
    constexpr std::array<std::byte, 16> nothing{};
    (std::memcpy(memory + Pieces * nothing.size(), nothing.data(), nothing.size()), ...);
  }
  /// Checks the head of a vector and makes room for its boxes, which hold nothing yet.
  Handle* begin_boxes(Position at, std::size_t minimum, void* to, std::size_t& count);

  const SchemaTables& schema_;
  Arena& arena_;
  Position end_;
  std::size_t depth_left_;
};

}  // namespace strata::tl::detail
