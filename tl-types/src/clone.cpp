// Copies values by the rows of the tables, or only measures what a copy would take.
#include "strata/tl/clone.hpp"

#include "field_access.hpp"

namespace strata::tl::detail {
namespace {

/// Without an arena it only adds up sizes.
class Copier {
 public:
  Copier(const SchemaTables& schema, Arena* arena) : schema_(&schema), arena_(arena) {}

  /// Replaces the references of a value, which has been copied byte by byte, by copies of what
  /// they refer to. When measuring nothing is written.
  void item(Op op, std::uint16_t ref, const Shape* element, std::byte* at);

  [[nodiscard]] std::size_t measured() const noexcept { return measured_; }

 private:
  void fields(std::uint16_t index, std::byte* object);
  void boxed(std::byte* at);
  void vector(const Shape& element, std::byte* at);
  void function(std::byte* at);
  [[nodiscard]] BytesView bytes(BytesView from);
  /// A copy of `size` bytes; when measuring, the bytes themselves.
  std::byte* duplicate(const void* from, std::size_t size);
  template <class T>
  void put(std::byte* at, const T& value) {
    if (arena_ != nullptr) store(at, value);
  }

  const SchemaTables* schema_;
  Arena* arena_;
  std::size_t measured_ = 0;
};

std::byte* Copier::duplicate(const void* from, std::size_t size) {
  if (arena_ == nullptr) {
    measured_ += (size + Arena::alignment - 1) & ~(Arena::alignment - 1);
    // Nothing is written through this pointer while measuring.
    return const_cast<std::byte*>(as_byte_pointer(from));
  }
  void* memory = arena_->allocate(size);
  if (memory == nullptr) throw std::bad_alloc();
  if (size != 0) std::memcpy(memory, from, size);
  return static_cast<std::byte*>(memory);
}

BytesView Copier::bytes(BytesView from) {
  if (from.empty()) return {empty_storage, std::size_t{0}};
  const void* copy = duplicate(from.data(), from.size());
  return {static_cast<const std::uint8_t*>(copy), from.size()};
}

void Copier::item(Op op, std::uint16_t ref, const Shape* element, std::byte* at) {
  switch (op) {
    case Op::string:
      return put(at, as_text(bytes(as_bytes(load<std::string_view>(at)))));
    case Op::bytes:
    case Op::blob:
    case Op::sized_blob:
      return put(at, bytes(load<BytesView>(at)));
    case Op::boxed:
      return boxed(at);
    case Op::bare:
    case Op::with_id:
      return fields(ref, at);
    case Op::vector:
    case Op::bare_vector:
      return vector(*element, at);
    case Op::function:
      return function(at);
    default:
      return;  // refers to nothing
  }
}

void Copier::fields(std::uint16_t index, std::byte* object) {
  for (const FieldRow& row : schema_->fields_of(schema_->rows[index])) {
    if (row.conditional() && !is_present(*schema_, row, object)) continue;
    const bool is_vector = row.op == Op::vector || row.op == Op::bare_vector;
    const Shape* element = is_vector ? &schema_->shapes[row.ref] : nullptr;
    item(row.op, row.ref, element, object + row.offset);
  }
}

void Copier::boxed(std::byte* at) {
  const auto handle = load<Handle>(at);
  if (handle.index() == 0) return;
  if (handle.index() == unknown_index) {
    const Unknown& unknown = *static_cast<const Unknown*>(handle.address());
    std::byte* copy = duplicate(&unknown, sizeof unknown);
    put(copy, Unknown{unknown.id, bytes(unknown.bytes)});
    return put(at, Handle(unknown_index, copy));
  }
  const std::uint16_t size = schema_->rows[handle.index()].size;
  if (size == 0) return;
  std::byte* copy = duplicate(handle.address(), size);
  fields(handle.index(), copy);
  put(at, Handle(handle.index(), copy));
}

void Copier::vector(const Shape& element, std::byte* at) {
  const auto span = load<AnySpan>(at);
  if (span.empty()) return put(at, AnySpan(as_byte_pointer(empty_storage), std::size_t{0}));
  std::byte* copy = duplicate(span.data(), span.size() * element.size);
  for (std::size_t i = 0; i < span.size(); ++i) {
    item(element.op, element.ref, element.element, copy + i * element.size);
  }
  put(at, AnySpan(copy, span.size()));
}

void Copier::function(std::byte* at) {
  const auto call = load<AnyFunction>(at);
  if (!call.has_value()) return;
  if (call.schema() == nullptr) return put(at, AnyFunction(bytes(call.encoded())));

  const SchemaTables* outer = std::exchange(schema_, call.schema());
  const std::uint16_t size = schema_->rows[call.index()].size;
  const void* copy = empty_storage;
  if (size != 0) {
    std::byte* object = duplicate(call.address(), size);
    fields(call.index(), object);
    copy = object;
  }
  put(at, AnyFunction(*schema_, call.index(), copy));
  schema_ = outer;
}

}  // namespace

std::size_t referred_size(const SchemaTables& schema, const Shape& shape, const void* at) {
  Copier copier(schema, nullptr);
  copier.item(shape.op, shape.ref, shape.element, const_cast<std::byte*>(as_byte_pointer(at)));
  return copier.measured();
}

void copy_value(const SchemaTables& schema, const Shape& shape, const void* from, void* to,
                Arena& arena) {
  if (shape.size != 0) std::memcpy(to, from, shape.size);
  Copier(schema, &arena).item(shape.op, shape.ref, shape.element, static_cast<std::byte*>(to));
}

}  // namespace strata::tl::detail
