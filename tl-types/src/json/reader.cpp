// Reads objects: finds their constructors, puts members where they belong, checks flags.
#include "reader.hpp"

#include <array>

namespace strata::tl::detail {
namespace {

/// The member with the name of the constructor; null when there is none.
const JsonNode* name_of(const JsonNode& node) {
  const JsonNode* member = node.first;
  while (member != nullptr && member->key != "_") member = member->next;
  return member != nullptr && member->kind == JsonKind::text ? member : nullptr;
}

}  // namespace

bool JsonReader::refuse(JsonErrc error) {
  if (error_ != JsonErrc{}) return false;
  error_ = error;
  path_ = path_text(schema_, frame_);
  return false;
}

std::byte* JsonReader::zeroed(Arena& arena, std::size_t size) {
  void* memory = arena.allocate(size);
  // Spec: H-10
  if (memory == nullptr) {
    refuse(JsonErrc::too_large);
    return nullptr;
  }
  return static_cast<std::byte*>(std::memset(memory, 0, size));
}

std::uint16_t JsonReader::find_row(std::size_t first, std::size_t count,
                                   std::string_view name) const noexcept {
  for (std::size_t i = first; i < first + count; ++i) {
    if (schema_.name(schema_.rows[i]) == name) return static_cast<std::uint16_t>(i);
  }
  return 0;
}

bool JsonReader::boxed(std::uint16_t type, const JsonNode& node, std::byte* at) {
  if (node.kind == JsonKind::null) return refuse(JsonErrc::missing_field);
  if (node.kind != JsonKind::object) return refuse(JsonErrc::wrong_kind);
  const JsonNode* name = name_of(node);
  if (name == nullptr) return refuse(JsonErrc::missing_constructor);
  const TypeRow& row = schema_.types[type];
  if (const std::uint16_t index = find_row(row.first, row.count, name->text)) {
    Handle handle;
    if (!object_of(index, node, handle)) return false;
    store(at, handle);
    return true;
  }
  // Spec: H-05
  if (unknown_ == UnknownConstructor::keep && name->text.starts_with('#')) {
    std::byte* memory = zeroed(arena_, sizeof(Unknown));
    if (memory == nullptr) return false;
    auto* kept = ::new (static_cast<void*>(memory)) Unknown;
    if (!unknown(node, name->text, *kept)) return false;
    store(at, Handle(unknown_index, kept));
    return true;
  }
  const bool known = find_row(1, schema_.rows.size() - 1, name->text) != 0;
  return refuse(known ? JsonErrc::wrong_type : JsonErrc::unknown_constructor);
}

bool JsonReader::function(const JsonNode& node, std::byte* at) {
  if (node.kind == JsonKind::null) return refuse(JsonErrc::missing_field);
  if (node.kind != JsonKind::object) return refuse(JsonErrc::wrong_kind);
  const JsonNode* name = name_of(node);
  if (name == nullptr) return refuse(JsonErrc::missing_constructor);
  const std::size_t first = schema_.constructor_count + 1U;
  if (const std::uint16_t index = find_row(first, schema_.rows.size() - first, name->text)) {
    Handle call;
    if (!object_of(index, node, call)) return false;
    const void* address = call.address();
    store(at, AnyFunction(schema_, index, address != nullptr ? address : empty_storage));
    return true;
  }
  if (unknown_ == UnknownConstructor::keep && name->text.starts_with('#')) {
    Unknown kept;
    if (!unknown(node, name->text, kept)) return false;
    store(at, AnyFunction(kept.bytes));
    return true;
  }
  const bool known = find_row(1, schema_.constructor_count, name->text) != 0;
  return refuse(known ? JsonErrc::wrong_type : JsonErrc::unknown_constructor);
}

bool JsonReader::named_struct(std::uint16_t index, bool name_required, const JsonNode& node,
                              std::byte* object) {
  if (node.kind != JsonKind::object) return refuse(JsonErrc::wrong_kind);
  const JsonNode* name = name_of(node);
  if (name == nullptr && name_required) return refuse(JsonErrc::missing_constructor);
  if (name != nullptr && name->text != schema_.name(schema_.rows[index])) {
    const bool known = find_row(1, schema_.rows.size() - 1, name->text) != 0;
    return refuse(known ? JsonErrc::wrong_type : JsonErrc::unknown_constructor);
  }
  return fields(index, node, object);
}

bool JsonReader::object_of(std::uint16_t index, const JsonNode& node, Handle& to) {
  const std::uint16_t size = schema_.rows[index].size;
  to = Handle(index);
  if (size == 0) return fields(index, node, nullptr);
  std::byte* object = zeroed(arena_, size);
  if (object == nullptr) return false;
  to = Handle(index, object);
  return fields(index, node, object);
}

bool JsonReader::fields(std::uint16_t index, const JsonNode& node, std::byte* object) {
  // Spec: H-04
  if (depth_left_ == 0) return refuse(JsonErrc::too_deep);
  --depth_left_;
  const ConstructorRow& row = schema_.rows[index];
  const Arena::Mark mark = scratch_.mark();
  Frame frame{.parent = frame_, .row = &row};
  frame_ = &frame;

  Members members;
  const bool read = sort_members(row, node, members, frame) &&
                    read_members(row, members, object, frame) &&
                    check_companions(row, members, object, frame);
  frame_ = frame.parent;
  scratch_.rewind(mark);
  ++depth_left_;
  return read;
}

/// Finds the field of each member.
bool JsonReader::sort_members(const ConstructorRow& row, const JsonNode& node, Members& to,
                              Frame& frame) {
  const std::span<const FieldRow> rows = schema_.fields_of(row);
  std::byte* memory = zeroed(scratch_, rows.size() * sizeof(const JsonNode*));
  if (memory == nullptr) return false;
  to = Members(static_cast<const JsonNode**>(static_cast<void*>(memory)), rows.size());
  bool named = false;
  for (const JsonNode* member = node.first; member != nullptr; member = member->next) {
    if (member->key == "_") {
      if (member->kind != JsonKind::text) return refuse(JsonErrc::wrong_kind);
      if (std::exchange(named, true)) return refuse(JsonErrc::duplicate_field);
      continue;
    }
    std::size_t i = 0;
    while (i < rows.size() &&
           (rows[i].op == Op::flags_word || schema_.name(rows[i]) != member->key)) {
      ++i;
    }
    if (i == rows.size()) return refuse(JsonErrc::unknown_field);
    frame.field = &rows[i];
    if (to[i] != nullptr) return refuse(JsonErrc::duplicate_field);
    to[i] = member;
    frame.field = nullptr;
  }
  return true;
}

bool JsonReader::read_members(const ConstructorRow& row, Members members, std::byte* object,
                              Frame& frame) {
  const std::span<const FieldRow> rows = schema_.fields_of(row);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].op == Op::flags_word) continue;
    frame.field = &rows[i];
    const bool absent = members[i] == nullptr || members[i]->kind == JsonKind::null;
    if (absent && !rows[i].conditional()) return refuse(JsonErrc::missing_field);
    if (!absent && !field(rows[i], *members[i], object)) return false;
  }
  return true;
}

bool JsonReader::field(const FieldRow& row, const JsonNode& node, std::byte* object) {
  std::byte* at = object + row.offset;
  const bool is_vector = row.op == Op::vector || row.op == Op::bare_vector;
  const Shape* element = is_vector ? &schema_.shapes[row.ref] : nullptr;
  if (!item(row.op, row.ref, element, node, at)) return false;
  if (row.op == Op::sized_blob) {
    const auto length = load<std::int32_t>(object + row.ref);
    const bool agrees =
        length >= 0 && load<Blob>(at).bytes.size() == static_cast<std::size_t>(length);
    if (!agrees) return refuse(JsonErrc::out_of_range);
  }
  if (row.conditional()) set_present(schema_, row, object);
  return true;
}

/// Fields of one flag are there together or not at all. A `true` among them need not be written.
bool JsonReader::check_companions(const ConstructorRow& row, Members members, std::byte* object,
                                  Frame& frame) {
  const std::span<const FieldRow> rows = schema_.fields_of(row);
  std::array<std::uint32_t, max_flags_words> flags{};
  for (const FieldRow& field : rows) {
    if (!field.conditional() || !is_present(schema_, field, object)) continue;
    flags[field.flag >> 5U] |= std::uint32_t{1} << (field.flag & 31U);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const FieldRow& field = rows[i];
    if (!field.conditional() || is_present(schema_, field, object)) continue;
    if (((flags[field.flag >> 5U] >> (field.flag & 31U)) & 1U) == 0) continue;
    frame.field = &field;
    const bool unsaid = members[i] == nullptr || members[i]->kind == JsonKind::null;
    const bool may_be_added = field.op == Op::true_flag && unsaid;
    if (!may_be_added) return refuse(JsonErrc::missing_companion);
    store(object + field.offset, true);
  }
  return true;
}

}  // namespace strata::tl::detail
