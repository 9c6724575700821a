// Reads values by the rows of the tables.
#include "decoder.hpp"

#include "bytes_behind.hpp"
#include "field_access.hpp"
#include "resync.hpp"

#include <array>

namespace strata::tl::detail {

void Decoder::value(const Shape& shape, std::byte* at) {
  item(shape.op, shape.ref, shape.element, at);
  note_failure();
}

void Decoder::item(Op op, std::uint16_t ref, const Shape* element, std::byte* at) {
  switch (op) {
    case Op::boolean:
      return store(at, in_.boolean());
    case Op::int32:
      return store(at, in_.int32());
    case Op::int64:
      return store(at, in_.int64());
    case Op::float64:
      return store(at, in_.float64());
    case Op::string:
      return store(at, in_.string());
    case Op::bytes:
      return store(at, in_.bytes());
    case Op::int128:
      return store(at, in_.array<16>());
    case Op::int256:
      return store(at, in_.array<32>());
    case Op::boxed:
      return boxed(ref, at);
    case Op::bare:
      return fields(ref, at);
    case Op::with_id:
      return with_id(ref, at);
    case Op::vector:
    case Op::bare_vector:
      return vector(*element, op == Op::vector, at);
    case Op::function:
      return function(at);
    case Op::blob:
      return store(at, Blob{in_.raw(in_.remaining())});
    case Op::flags_word:
    case Op::true_flag:
    case Op::sized_blob:
      return;  // only fields have these
  }
}

void Decoder::fields(std::uint16_t index, std::byte* object) {
  // Spec: H-04
  if (depth_left_ == 0) return in_.fail(DecodeErrc::too_deep);
  --depth_left_;

  const ConstructorRow& row = schema_.rows[index];
  std::array<std::uint32_t, max_flags_words> flags{};
  Frame frame{.parent = frame_, .row = &row, .flags = flags.data()};
  frame_ = &frame;
  for (const FieldRow& field_row : schema_.fields_of(row)) {
    frame.field = &field_row;
    field(field_row, object, flags.data());
    if (in_.failed()) [[unlikely]] {
      note_failure();
      break;
    }
  }
  frame_ = frame.parent;
  ++depth_left_;
}

void Decoder::field(const FieldRow& row, std::byte* object, std::uint32_t* flags) {
  // Bits that belong to no field of this layer are not looked at. Spec: H-06
  if (row.conditional() && ((flags[row.flag >> 5U] >> (row.flag & 31U)) & 1U) == 0) return;

  std::byte* at = object + row.offset;
  switch (row.op) {
    case Op::flags_word:
      flags[row.ref] = in_.uint32();
      return;
    case Op::true_flag:
      return store(at, true);
    case Op::sized_blob: {
      const auto size = load<std::int32_t>(object + row.ref);
      if (size < 0) return in_.fail(DecodeErrc::truncated);
      return store(at, Blob{in_.raw(static_cast<std::size_t>(size))});
    }
    case Op::vector:
    case Op::bare_vector:
      vector(schema_.shapes[row.ref], row.op == Op::vector, at);
      break;
    default:
      item(row.op, row.ref, nullptr, at);
  }
  if (row.conditional()) set_present(schema_, row, object);
}

void Decoder::with_id(std::uint16_t index, std::byte* at) {
  const std::size_t start = in_.offset();
  const std::uint32_t id = in_.uint32();
  if (in_.failed()) return;
  if (id != schema_.rows[index].id) return refuse_id(id, start);
  fields(index, at);
}

void Decoder::boxed(std::uint16_t type, std::byte* at) {
  const std::size_t start = in_.offset();
  const std::uint32_t id = in_.uint32();
  if (in_.failed()) return;
  const std::uint16_t index = schema_.find(id);
  // Spec: H-05
  if (index == 0 && keep_unknown(id, at)) return;
  if (index == 0 || schema_.is_function(index) || schema_.rows[index].type != type) {
    return refuse_id(id, start);
  }
  store(at, object_of(index));
}

Handle Decoder::object_of(std::uint16_t index) {
  const std::uint16_t size = schema_.rows[index].size;
  if (size == 0) {
    // No member to store; but there may be a flags word to skip.
    fields(index, nullptr);
    return Handle(index);
  }
  std::byte* object = zeroed(size);
  if (object == nullptr) return {};
  fields(index, object);
  return Handle(index, object);
}

void Decoder::vector(const Shape& element, bool has_id, std::byte* at) {
  // Spec: H-03
  std::size_t count = has_id ? in_.vector_header(element.minimum) : in_.count(element.minimum);
  if (in_.failed()) return;
  const std::byte* first = as_byte_pointer(empty_storage);
  if (count > 0) {
    std::byte* memory = zeroed(count * element.size);
    if (memory == nullptr) return;
    count = elements(element, memory, count);
    first = memory;
  }
  store(at, AnySpan(first, count));
}

/// Reads `count` elements and gives how many there are.
std::size_t Decoder::elements(const Shape& element, std::byte* first, std::size_t count) {
  Frame frame{.parent = frame_, .shape = &element, .elements = count};
  frame_ = &frame;
  for (std::byte* at = first; frame.element < count; ++frame.element, at += element.size) {
    item(element.op, element.ref, element.element, at);
    if (in_.failed()) [[unlikely]] {
      note_failure();
      break;
    }
    if (cut_all_ || cut_ == &frame) [[unlikely]] {
      count = frame.element + 1;
    }
  }
  frame_ = frame.parent;
  return count;
}

void Decoder::function(std::byte* at) {
  const std::size_t start = in_.offset();
  const std::uint32_t id = in_.uint32();
  if (in_.failed()) return;
  const std::uint16_t index = schema_.find(id);
  if (index == 0 || !schema_.is_function(index)) return refuse_id(id, start);
  const Handle call = object_of(index);
  const void* address = call.address();
  store(at, AnyFunction(schema_, index, address != nullptr ? address : empty_storage));
}

std::byte* Decoder::zeroed(std::size_t size) {
  void* memory = arena_.allocate(size);
  // Spec: H-10
  if (memory == nullptr) {
    in_.fail(DecodeErrc::too_large);
    return nullptr;
  }
  return static_cast<std::byte*>(std::memset(memory, 0, size));
}

/// Keeps an unknown value whose id has been read, if it is clear where it ends. Spec: H-05
bool Decoder::keep_unknown(std::uint32_t id, std::byte* at) {
  if (unknown_ != UnknownConstructor::keep) return false;
  const std::optional<std::size_t> size = size_of_unknown();
  // Every value of TL consists of whole words.
  if (!size || *size % 4 != 0) return false;
  std::byte* memory = zeroed(sizeof(Unknown));
  if (memory == nullptr) return true;
  const BytesView body = in_.raw(*size);
  const BytesView with_id(body.data() - sizeof id, body.size() + sizeof id);
  store(at, Handle(unknown_index, ::new (memory) Unknown{id, with_id}));
  return true;
}

/// How many bytes behind the id belong to the unknown value that is being read.
std::optional<std::size_t> Decoder::size_of_unknown() {
  const std::optional<std::size_t> fixed = bytes_behind(schema_, frame_);
  const bool is_fixed = fixed && *fixed <= in_.remaining();
  if (is_fixed && !elements_behind(frame_)) return in_.remaining() - *fixed;

  const bool is_element = frame_ != nullptr && frame_->row == nullptr;
  if (is_element) {
    const Resync search{schema_, frame_, depth_left_, arena_};
    const auto size = search.find(in_.rest(), Behind::remaining_elements);
    if (size) return size;
  }
  if (is_fixed) {
    cut_all_ = true;
    return in_.remaining() - *fixed;
  }
  if (!is_element) return std::nullopt;
  const Resync search{schema_, frame_, depth_left_, arena_};
  const auto size = search.find(in_.rest(), Behind::end_of_vector);
  if (size) cut_ = frame_;
  return size;
}

void Decoder::refuse_id(std::uint32_t id, std::size_t offset) {
  const bool known =
      schema_.find(id) != 0 || id == vector_id || id == bool_true_id || id == bool_false_id;
  failed_id_ = id;
  in_.fail(known ? DecodeErrc::wrong_type : DecodeErrc::unknown_constructor, offset);
}

void Decoder::note_failure() {
  if (!in_.failed() || noted_) return;
  noted_ = true;
  failed_path_ = path_text(schema_, frame_);
}

}  // namespace strata::tl::detail
