// Tries every place where what must follow could begin.
#include "resync.hpp"

#include "field_access.hpp"

#include "strata/tl/cursor.hpp"
#include "strata/tl/detail/fast_decoder.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace strata::tl::detail {
namespace {

using Flags = std::array<std::uint32_t, max_flags_words>;

Shape shape_of(const SchemaTables& schema, const FieldRow& field) {
  const bool is_vector = field.op == Op::vector || field.op == Op::bare_vector;
  return {.op = field.op,
          .ref = field.ref,
          .size = static_cast<std::uint32_t>(stored_size(schema, field.op, field.ref)),
          .element = is_vector ? &schema.shapes[field.ref] : nullptr};
}

/// Calls `visit` with the shape of everything that must follow, until it gives false. It may change
/// the flags, which tell what follows later.
template <class F>
bool visit_fields_behind(const SchemaTables& schema, const Frame& frame, F&& visit) {
  Flags flags{};
  std::copy_n(frame.flags, flags.size(), flags.begin());
  bool reached = false;
  for (const FieldRow& field : schema.fields_of(*frame.row)) {
    if (!reached) {
      reached = &field == frame.field;
      continue;
    }
    const bool absent =
        field.conditional() && ((flags[field.flag >> 5U] >> (field.flag & 31U)) & 1U) == 0;
    if (absent || field.op == Op::true_flag) continue;
    if (!visit(shape_of(schema, field), flags)) return false;
  }
  return true;
}

template <class F>
bool visit_behind(const SchemaTables& schema, const Frame* vector, Behind behind, F&& visit) {
  for (const Frame* frame = vector; frame != nullptr; frame = frame->parent) {
    if (frame->row != nullptr) {
      if (!visit_fields_behind(schema, *frame, visit)) return false;
      continue;
    }
    if (frame == vector && behind == Behind::end_of_vector) continue;
    Flags none{};
    for (std::size_t i = frame->element + 1; i < frame->elements; ++i) {
      if (!visit(*frame->shape, none)) return false;
    }
  }
  return true;
}

/// What must follow first; with op `blob` when there is nothing.
Shape first_behind(const SchemaTables& schema, const Frame* vector, Behind behind) {
  Shape first;
  visit_behind(schema, vector, behind, [&](const Shape& shape, Flags&) {
    first = shape;
    return false;
  });
  return first;
}

/// Whether `bytes` begin like a value of that shape. Only what begins with an id can be told.
bool begins_like(const SchemaTables& schema, const Shape& shape, BytesView bytes) {
  if (bytes.size() < 4) return false;
  const auto id = load_le<std::uint32_t>(bytes.data());
  if (shape.op == Op::vector) return id == vector_id;
  if (shape.op != Op::boxed) return false;
  const std::uint16_t index = schema.find(id);
  return index != 0 && !schema.is_function(index) && schema.rows[index].type == shape.ref;
}

/// Whether everything that must follow stands in `bytes`, and nothing else.
bool reads_to_the_end(const Resync& search, Behind behind, BytesView bytes) {
  const Arena::Mark mark = search.scratch.mark();
  FastDecoder in(search.schema, search.depth, bytes, search.scratch);
  const std::uint8_t* at = bytes.data();
  const auto read = [&](const Shape& shape, Flags& flags) {
    if (shape.op == Op::flags_word) {
      if (!in.has(at, 4)) return false;
      flags[shape.ref] = load_le<std::uint32_t>(at);
      at += 4;
      return true;
    }
    if (shape.op == Op::sized_blob) return false;  // its length stands in the object
    void* memory = search.scratch.allocate(std::max<std::size_t>(shape.size, 1));
    if (memory == nullptr) return false;
    std::memset(memory, 0, shape.size);
    at = in.value(shape, at, static_cast<std::byte*>(memory));
    return at != nullptr;
  };
  const bool whole =
      visit_behind(search.schema, search.vector, behind, read) && at == bytes.data() + bytes.size();
  search.scratch.rewind(mark);
  return whole;
}

std::size_t tries_for(std::size_t size) {
  constexpr std::size_t read_in_all = std::size_t{16} << 20U;
  return std::clamp<std::size_t>(read_in_all / std::max<std::size_t>(size, 1), 16, 512);
}

}  // namespace

std::optional<std::size_t> Resync::find(BytesView bytes, Behind behind) const {
  const Shape first = first_behind(schema, vector, behind);
  std::size_t tries = tries_for(bytes.size());
  std::optional<std::size_t> found;
  for (std::size_t size = 0; size < bytes.size(); size += 4) {
    const BytesView rest = bytes.subspan(size);
    if (!begins_like(schema, first, rest)) continue;
    if (tries-- == 0) return std::nullopt;
    if (!reads_to_the_end(*this, behind, rest)) continue;
    if (std::exchange(found, size)) return std::nullopt;
  }
  return found;
}

}  // namespace strata::tl::detail
