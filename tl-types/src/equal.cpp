// Compares values by the rows of the tables.
#include "strata/tl/equal.hpp"

#include "field_access.hpp"

#include <algorithm>

namespace strata::tl::detail {
namespace {

class Comparer {
 public:
  explicit Comparer(const SchemaTables& schema) : schema_(schema) {}

  [[nodiscard]] bool item(Op op, std::uint16_t ref, const Shape* element, const std::byte* a,
                          const std::byte* b) const;

 private:
  [[nodiscard]] bool fields(std::uint16_t index, const std::byte* a, const std::byte* b) const;
  [[nodiscard]] bool boxes(Handle a, Handle b) const;
  [[nodiscard]] bool vectors(const Shape& element, AnySpan a, AnySpan b) const;

  const SchemaTables& schema_;
};

bool same_bytes(BytesView a, BytesView b) { return std::ranges::equal(a, b); }

bool functions(const AnyFunction& a, const AnyFunction& b) {
  if (a.schema() != b.schema()) return false;
  if (a.schema() == nullptr) return same_bytes(a.encoded(), b.encoded());
  if (a.index() != b.index()) return false;
  return Comparer(*a.schema())
      .item(Op::bare, a.index(), nullptr, as_byte_pointer(a.address()),
            as_byte_pointer(b.address()));
}

bool Comparer::item(Op op, std::uint16_t ref, const Shape* element, const std::byte* a,
                    const std::byte* b) const {
  switch (op) {
    case Op::flags_word:
      return true;
    case Op::string:
      return load<std::string_view>(a) == load<std::string_view>(b);
    case Op::bytes:
    case Op::blob:
    case Op::sized_blob:
      return same_bytes(load<BytesView>(a), load<BytesView>(b));
    case Op::boxed:
      return boxes(load<Handle>(a), load<Handle>(b));
    case Op::bare:
    case Op::with_id:
      return fields(ref, a, b);
    case Op::vector:
    case Op::bare_vector:
      return vectors(*element, load<AnySpan>(a), load<AnySpan>(b));
    case Op::function:
      return functions(load<AnyFunction>(a), load<AnyFunction>(b));
    default:
      return std::memcmp(a, b, stored_size(schema_, op, ref)) == 0;
  }
}

bool Comparer::fields(std::uint16_t index, const std::byte* a, const std::byte* b) const {
  for (const FieldRow& row : schema_.fields_of(schema_.rows[index])) {
    if (row.conditional()) {
      const bool present = is_present(schema_, row, a);
      if (present != is_present(schema_, row, b)) return false;
      if (!present) continue;
    }
    const bool is_vector = row.op == Op::vector || row.op == Op::bare_vector;
    const Shape* element = is_vector ? &schema_.shapes[row.ref] : nullptr;
    if (!item(row.op, row.ref, element, a + row.offset, b + row.offset)) return false;
  }
  return true;
}

bool Comparer::boxes(Handle a, Handle b) const {
  if (a.index() != b.index()) return false;
  if (a.index() == 0) return true;
  if (a.index() == unknown_index) {
    return same_bytes(static_cast<const Unknown*>(a.address())->bytes,
                      static_cast<const Unknown*>(b.address())->bytes);
  }
  return fields(a.index(), as_byte_pointer(a.address()), as_byte_pointer(b.address()));
}

bool Comparer::vectors(const Shape& element, AnySpan a, AnySpan b) const {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t offset = i * element.size;
    if (!item(element.op, element.ref, element.element, a.data() + offset, b.data() + offset)) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool values_equal(const SchemaTables& schema, const Shape& shape, const void* a, const void* b) {
  return Comparer(schema).item(shape.op, shape.ref, shape.element, as_byte_pointer(a),
                               as_byte_pointer(b));
}

}  // namespace strata::tl::detail
