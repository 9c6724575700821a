// Walks over the tables and builds values by name.
#include "cross-check/run_time_value.hpp"

#include "field_access.hpp"

#include <array>
#include <string>

namespace strata::cross_check {
namespace {

using datacenter::Object;
using datacenter::Value;
using datacenter::Vector;
using tl::FieldRow;
using tl::Op;
using tl::SchemaTables;
using tl::Shape;
using tl::detail::AnySpan;
using tl::detail::load;

Value item(const SchemaTables& schema, const Shape& shape, const std::byte* at) {
  switch (shape.op) {
    case Op::true_flag:
    case Op::boolean:
      return load<bool>(at);
    case Op::int32:
      return load<std::int32_t>(at);
    case Op::int64:
      return load<std::int64_t>(at);
    case Op::float64:
      return load<double>(at);
    case Op::string:
      return load<std::string_view>(at);
    case Op::bytes:
      return load<BytesView>(at);
    case Op::int128:
      return BytesView(load<std::array<std::uint8_t, 16>>(at));
    case Op::int256:
      return BytesView(load<std::array<std::uint8_t, 32>>(at));
    case Op::boxed: {
      const auto handle = load<tl::detail::Handle>(at);
      return to_run_time(schema, handle.index(), handle.address());
    }
    case Op::bare:
    case Op::with_id:
      return to_run_time(schema, shape.ref, at);
    case Op::vector:
    case Op::bare_vector: {
      Vector elements;
      const auto span = load<AnySpan>(at);
      for (std::size_t i = 0; i < span.size(); ++i) {
        elements.push_back(item(schema, *shape.element, span.data() + i * shape.element->size));
      }
      return elements;
    }
    case Op::function: {
      const auto call = load<tl::AnyFunction>(at);
      return to_run_time(*call.schema(), call.index(), call.address());
    }
    case Op::flags_word:
    case Op::blob:
    case Op::sized_blob:
      break;  // the API has no such values
  }
  return {};
}

}  // namespace

Object to_run_time(const SchemaTables& schema, std::uint16_t index, const void* object) {
  const tl::ConstructorRow& row = schema.rows[index];
  Object made{std::string(schema.name(row))};
  for (const FieldRow& field : schema.fields_of(row)) {
    const std::byte* at = tl::detail::as_byte_pointer(object);
    if (field.op == Op::flags_word) continue;
    if (field.conditional() && !tl::detail::is_present(schema, field, at)) continue;
    const bool is_vector = field.op == Op::vector || field.op == Op::bare_vector;
    const Shape shape{.op = field.op,
                      .ref = field.ref,
                      .element = is_vector ? &schema.shapes[field.ref] : nullptr};
    made.set(schema.name(field), item(schema, shape, at + field.offset));
  }
  return made;
}

}  // namespace strata::cross_check
