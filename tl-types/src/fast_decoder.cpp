// Reads well-formed values by the rows of the tables, or by generated functions where there are.
#include "strata/tl/detail/fast_decoder.hpp"

#include "field_access.hpp"

#include "strata/tl/cursor.hpp"

#include <array>

namespace strata::tl::detail {
namespace {

using Position = FastDecoder::Position;

/// Copies a number from the wire into the struct; a conditional field has its flag behind it.
template <std::size_t Size>
void copy(std::byte* to, Position at, bool conditional) {
  std::memcpy(to, at, Size);
  if (conditional) to[Size] = std::byte{1};
}

}  // namespace

Position FastDecoder::long_bytes(Position at, BytesView& to) const noexcept {
  if (!has(at, 4)) return nullptr;
  std::size_t head = 4;
  std::uint64_t length = load_le<std::uint32_t>(at) >> 8U;
  if (at[0] == 255) {
    if (!has(at, 8)) return nullptr;
    head = 8;
    length = load_le<std::uint64_t>(at) >> 8U;
  }
  const std::uint64_t total = (head + length + 3) & ~std::uint64_t{3};
  if (static_cast<std::uint64_t>(end_ - at) < total) return nullptr;
  to = BytesView(at + head, static_cast<std::size_t>(length));
  return at + total;
}

Position FastDecoder::boolean(Position at, bool& to) const noexcept {
  if (!has(at, 4)) return nullptr;
  const auto id = load_le<std::uint32_t>(at);
  to = id == bool_true_id;
  return id == bool_true_id || id == bool_false_id ? at + 4 : nullptr;
}

Position FastDecoder::item(Op op, std::uint16_t ref, const Shape* element, Position at,
                           std::byte* to) {
  const auto plain = [&](std::size_t size) -> Position {
    if (!has(at, size)) return nullptr;
    std::memcpy(to, at, size);
    return at + size;
  };
  switch (op) {
    case Op::int32:
      return plain(4);
    case Op::int64:
    case Op::float64:
      return plain(8);
    case Op::int128:
      return plain(16);
    case Op::int256:
      return plain(32);
    case Op::boolean: {
      bool read = false;
      at = boolean(at, read);
      store(to, read);
      return at;
    }
    case Op::string: {
      std::string_view read;
      at = string(at, read);
      store(to, read);
      return at;
    }
    case Op::bytes: {
      BytesView read;
      at = bytes(at, read);
      store(to, read);
      return at;
    }
    case Op::boxed: {
      Handle read;
      at = boxed(at, ref, read);
      store(to, read);
      return at;
    }
    case Op::bare:
      return bare(at, ref, to);
    case Op::with_id:
      if (!has(at, 4) || load_le<std::uint32_t>(at) != schema_.rows[ref].id) return nullptr;
      return bare(at + 4, ref, to);
    case Op::vector:
    case Op::bare_vector:
      return vector(at, *element, op == Op::vector, to);
    case Op::function:
      return function(at, to);
    case Op::blob:
      store(to, Blob{BytesView(at, end_)});
      return end_;
    default:
      return at;  // only fields have the others
  }
}

Position FastDecoder::fields(const ConstructorRow& row, Position at, std::byte* object) {
  std::array<std::uint32_t, max_flags_words> flags{};
  for (const FieldRow& field : schema_.fields_of(row)) {
    const bool conditional = field.conditional();
    if (conditional && ((flags[field.flag >> 5U] >> (field.flag & 31U)) & 1U) == 0) continue;
    std::byte* to = object + field.offset;
    switch (field.op) {
      case Op::flags_word:
        if (!has(at, 4)) return nullptr;
        flags[field.ref] = load_le<std::uint32_t>(at);
        at += 4;
        continue;
      case Op::true_flag:
        *to = std::byte{1};
        continue;
      case Op::int32:
        if (!has(at, 4)) return nullptr;
        copy<4>(to, at, conditional);
        at += 4;
        continue;
      case Op::int64:
      case Op::float64:
        if (!has(at, 8)) return nullptr;
        copy<8>(to, at, conditional);
        at += 8;
        continue;
      case Op::sized_blob: {
        const auto size = static_cast<std::size_t>(load<std::int32_t>(object + field.ref));
        if (!has(at, size)) return nullptr;
        store(to, Blob{BytesView(at, size)});
        at += size;
        continue;
      }
      case Op::vector:
      case Op::bare_vector:
        at = vector(at, schema_.shapes[field.ref], field.op == Op::vector, to);
        break;
      default:
        at = item(field.op, field.ref, nullptr, at, to);
        if (conditional && at != nullptr) set_present(schema_, field, object);
    }
    if (at == nullptr) return nullptr;
  }
  return at;
}

Position FastDecoder::bare(Position at, std::uint16_t index, std::byte* object) {
  // Spec: H-04
  if (depth_left_ == 0) return nullptr;
  --depth_left_;
  at = fields(schema_.rows[index], at, object);
  ++depth_left_;
  return at;
}

Position FastDecoder::boxed(Position at, std::uint16_t type, Handle& to) {
  if (!has(at, 4)) return nullptr;
  const std::uint16_t index = schema_.find(load_le<std::uint32_t>(at));
  // Spec: H-05
  if (index == 0 || index > schema_.constructor_count || schema_.rows[index].type != type) {
    return nullptr;
  }
  return object(at + 4, index, to);
}

Position FastDecoder::object(Position at, std::uint16_t index, Handle& to) {
  const std::uint16_t size = schema_.rows[index].size;
  if (size == 0) {
    to = Handle(index);
    return bare(at, index, nullptr);
  }
  // Spec: H-10
  void* memory = arena_.allocate(size);
  if (memory == nullptr) return nullptr;
  to = Handle(index, memory);
  const HotFunctions* hot = schema_.hot(index);
  if (hot == nullptr || hot->decode == nullptr) {
    return bare(at, index, static_cast<std::byte*>(std::memset(memory, 0, size)));
  }
  // Spec: H-04
  if (depth_left_ == 0) return nullptr;
  --depth_left_;
  at = hot->decode(*this, at, memory);
  ++depth_left_;
  return at;
}

Position FastDecoder::vector(Position at, const Shape& element, bool has_id, std::byte* to) {
  // Spec: H-03
  const std::size_t head = has_id ? 8 : 4;
  if (!has(at, head)) return nullptr;
  if (has_id && load_le<std::uint32_t>(at) != vector_id) return nullptr;
  const auto count = static_cast<std::size_t>(load_le<std::uint32_t>(at + head - 4));
  at += head;
  if (count > static_cast<std::size_t>(end_ - at) / element.minimum) return nullptr;
  if (count == 0) {
    store(to, AnySpan(as_byte_pointer(empty_storage), std::size_t{0}));
    return at;
  }
  std::byte* first = zeroed(count * element.size);
  if (first == nullptr) return nullptr;
  store(to, AnySpan(first, count));
  return elements(at, element, first, count);
}

Handle* FastDecoder::begin_boxes(Position at, std::size_t minimum, void* to, std::size_t& count) {
  // Spec: H-03
  if (!has(at, 8) || load_le<std::uint32_t>(at) != vector_id) return nullptr;
  count = load_le<std::uint32_t>(at + 4);
  if (count > static_cast<std::size_t>(end_ - at - 8) / minimum) return nullptr;
  static_assert(sizeof(Handle) <= sizeof empty_storage);
  void* first = const_cast<std::uint8_t*>(empty_storage);  // nothing is written there
  // Spec: H-10
  if (count != 0) first = arena_.allocate(count * sizeof(Handle));
  if (first == nullptr) return nullptr;
  store(static_cast<std::byte*>(to), AnySpan(as_byte_pointer(first), count));
  return static_cast<Handle*>(first);
}

Position FastDecoder::elements(Position at, const Shape& element, std::byte* first,
                               std::size_t count) {
  const bool is_number = element.op == Op::int32 || element.op == Op::int64;
  if (is_number) {
    // The count was checked against the size of an element.
    std::memcpy(first, at, count * element.size);
    return at + count * element.size;
  }
  if (element.op == Op::boxed) {
    for (std::size_t i = 0; i < count; ++i) {
      Handle box;
      at = boxed(at, element.ref, box);
      if (at == nullptr) return nullptr;
      store(first + i * sizeof box, box);
    }
    return at;
  }
  const std::byte* const last = first + count * element.size;
  for (std::byte* to = first; to != last; to += element.size) {
    at = item(element.op, element.ref, element.element, at, to);
    if (at == nullptr) return nullptr;
  }
  return at;
}

Position FastDecoder::function(Position at, std::byte* to) {
  if (!has(at, 4)) return nullptr;
  const std::uint16_t index = schema_.find(load_le<std::uint32_t>(at));
  if (index <= schema_.constructor_count) return nullptr;
  Handle call;
  at = object(at + 4, index, call);
  const void* address = call.address();
  store(to, AnyFunction(schema_, index, address != nullptr ? address : empty_storage));
  return at;
}

std::byte* FastDecoder::zeroed(std::size_t size) {
  // Spec: H-10
  void* memory = arena_.allocate(size);
  if (memory == nullptr) return nullptr;
  return static_cast<std::byte*>(std::memset(memory, 0, size));
}

}  // namespace strata::tl::detail
