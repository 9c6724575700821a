// Writes values by the rows of the tables, or by generated functions where there are.
#include "strata/tl/detail/fast_encoder.hpp"

#include "field_access.hpp"

#include "strata/tl/cursor.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace strata::tl::detail {
namespace {

using Position = FastEncoder::Position;

using Flags = std::array<std::uint32_t, max_flags_words>;

/// The words that announce the fields which are present. Bits of no field stay zero. (H-06)
Flags flags_words(const SchemaTables& schema, std::span<const FieldRow> rows,
                  const std::byte* object) {
  Flags flags{};
  for (const FieldRow& row : rows) {
    if (!row.conditional() || !is_present(schema, row, object)) continue;
    flags[row.flag >> 5U] |= std::uint32_t{1} << (row.flag & 31U);
  }
  return flags;
}

}  // namespace

Position FastEncoder::grow(Position at, std::size_t count) {
  const auto written = static_cast<std::size_t>(at - start_);
  out_.drop_back(static_cast<std::size_t>(end_ - at));
  const MutableBytes added = out_.append(std::max({count, std::size_t{256}, written}));
  start_ = added.data() - written;
  end_ = added.data() + added.size();
  return added.data();
}

Position FastEncoder::raw(Position at, BytesView bytes) {
  at = need(at, bytes.size());
  if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
  return at + bytes.size();
}

Position FastEncoder::boolean(Position at, bool value) {
  at = need(at, 4);
  store_le(at, value ? bool_true_id : bool_false_id);
  return at + 4;
}

Position FastEncoder::item(Op op, std::uint16_t ref, const Shape* element, Position at,
                           const std::byte* from) {
  const auto plain = [&](std::size_t size) {
    at = need(at, size);
    std::memcpy(at, from, size);
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
    case Op::boolean:
      return boolean(at, load<bool>(from));
    case Op::string:
      return string(at, load<std::string_view>(from));
    case Op::bytes:
      return bytes(at, load<BytesView>(from));
    case Op::boxed:
      return boxed(at, load<Handle>(from));
    case Op::bare:
      return bare(at, ref, from);
    case Op::with_id:
      at = need(at, 4);
      store_le(at, schema_->rows[ref].id);
      return bare(at + 4, ref, from);
    case Op::vector:
    case Op::bare_vector:
      return vector(at, *element, op == Op::vector, from);
    case Op::function:
      return function(at, load<AnyFunction>(from));
    case Op::blob:
      return raw(at, load<Blob>(from).bytes);
    default:
      return at;  // only fields have the others
  }
}

Position FastEncoder::fields(const ConstructorRow& row, Position at, const std::byte* object) {
  const std::span<const FieldRow> rows = schema_->fields_of(row);
  Flags flags{};
  bool counted = false;
  for (const FieldRow& field : rows) {
    if (field.conditional()) {
      if (((flags[field.flag >> 5U] >> (field.flag & 31U)) & 1U) == 0) continue;
      if (field.op == Op::true_flag) continue;
      // Another field of the same bit announces this one too.
      if (!is_present(*schema_, field, object)) return nullptr;
    }
    const std::byte* from = object + field.offset;
    switch (field.op) {
      case Op::flags_word:
        if (!std::exchange(counted, true)) flags = flags_words(*schema_, rows, object);
        at = need(at, 4);
        store_le(at, flags[field.ref]);
        at += 4;
        continue;
      case Op::vector:
      case Op::bare_vector:
        at = vector(at, schema_->shapes[field.ref], field.op == Op::vector, from);
        break;
      case Op::sized_blob: {
        const auto blob = load<Blob>(from);
        const auto length = load<std::int32_t>(object + field.ref);
        if (length < 0 || static_cast<std::size_t>(length) != blob.bytes.size()) return nullptr;
        at = raw(at, blob.bytes);
        break;
      }
      default:
        at = item(field.op, field.ref, nullptr, at, from);
    }
    if (at == nullptr) return nullptr;
  }
  return at;
}

Position FastEncoder::bare(Position at, std::uint16_t index, const std::byte* object) {
  // Spec: H-04
  if (depth_left_ == 0) return nullptr;
  --depth_left_;
  const HotFunctions* hot = schema_->hot(index);
  const bool is_hot = hot != nullptr && hot->encode != nullptr;
  at = is_hot ? hot->encode(*this, at, object) : fields(schema_->rows[index], at, object);
  ++depth_left_;
  return at;
}

Position FastEncoder::boxed(Position at, Handle handle) {
  const std::uint16_t index = handle.index();
  if (index == 0) return nullptr;
  if (index == unknown_index) return raw(at, static_cast<const Unknown*>(handle.address())->bytes);
  at = need(at, 4);
  store_le(at, schema_->rows[index].id);
  return bare(at + 4, index, as_byte_pointer(handle.address()));
}

Position FastEncoder::vector(Position at, const Shape& element, bool has_id,
                             const std::byte* from) {
  const auto span = load<AnySpan>(from);
  if (span.size() > 0x7fffffff) return nullptr;
  at = need(at, 8);
  if (has_id) {
    store_le(at, vector_id);
    at += 4;
  }
  store_le(at, static_cast<std::uint32_t>(span.size()));
  at += 4;
  const std::byte* next = span.data();
  for (std::size_t i = 0; i < span.size(); ++i, next += element.size) {
    at = item(element.op, element.ref, element.element, at, next);
    if (at == nullptr) return nullptr;
  }
  return at;
}

Position FastEncoder::function(Position at, const AnyFunction& call) {
  if (!call.has_value()) return nullptr;
  if (call.schema() == nullptr) return raw(at, call.encoded());
  const SchemaTables* outer = std::exchange(schema_, call.schema());
  at = need(at, 4);
  store_le(at, schema_->rows[call.index()].id);
  at = bare(at + 4, call.index(), as_byte_pointer(call.address()));
  schema_ = outer;
  return at;
}

}  // namespace strata::tl::detail
