// Turns values into JSON by the rows of the tables.
#include "base64.hpp"
#include "field_access.hpp"
#include "utf8.hpp"

#include "strata/tl/json.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <limits>

namespace strata::tl::detail {
namespace {

using Json = nlohmann::ordered_json;

class JsonPrinter {
 public:
  explicit JsonPrinter(const SchemaTables& schema) : schema_(&schema) {}

  [[nodiscard]] Json item(Op op, std::uint16_t ref, const Shape* element, const std::byte* at);

 private:
  [[nodiscard]] Json fields(std::uint16_t index, const std::byte* object);
  [[nodiscard]] Json boxed(Handle handle);
  [[nodiscard]] Json vector(const Shape& element, AnySpan span);
  [[nodiscard]] Json function(const AnyFunction& call);

  const SchemaTables* schema_;
};

Json real(double value) {
  if (std::isfinite(value)) return value;
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  const auto bits = std::bit_cast<std::uint64_t>(value);
  if (bits == std::bit_cast<std::uint64_t>(std::numeric_limits<double>::quiet_NaN())) return "NaN";
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "NaN:%016llx", static_cast<unsigned long long>(bits));
  return text.data();
}

Json unknown(std::uint32_t id, BytesView bytes) {
  std::array<char, 16> name{};
  std::snprintf(name.data(), name.size(), "#%08x", id);
  Json json = Json::object();
  json["_"] = name.data();
  json["bytes"] = to_base64(bytes);
  return json;
}

Json text(std::string_view text) {
  // The library would refuse it, too, but only when everything is put together.
  if (is_utf8(text)) return std::string(text);
  Json json = Json::object();
  json["base64"] = to_base64(as_bytes(text));
  return json;
}

Json JsonPrinter::item(Op op, std::uint16_t ref, const Shape* element, const std::byte* at) {
  switch (op) {
    case Op::flags_word:
      return nullptr;
    case Op::true_flag:
    case Op::boolean:
      return load<bool>(at);
    case Op::int32:
      return load<std::int32_t>(at);
    case Op::int64:
      return std::to_string(load<std::int64_t>(at));
    case Op::float64:
      return real(load<double>(at));
    case Op::string:
      return text(load<std::string_view>(at));
    case Op::bytes:
    case Op::blob:
    case Op::sized_blob:
      return to_base64(load<BytesView>(at));
    case Op::int128:
      return to_base64(load<std::array<std::uint8_t, 16>>(at));
    case Op::int256:
      return to_base64(load<std::array<std::uint8_t, 32>>(at));
    case Op::boxed:
      return boxed(load<Handle>(at));
    case Op::bare:
    case Op::with_id:
      return fields(ref, at);
    case Op::vector:
    case Op::bare_vector:
      return vector(*element, load<AnySpan>(at));
    case Op::function:
      return function(load<AnyFunction>(at));
  }
  return nullptr;
}

Json JsonPrinter::fields(std::uint16_t index, const std::byte* object) {
  const ConstructorRow& row = schema_->rows[index];
  Json json = Json::object();
  json["_"] = schema_->name(row);
  for (const FieldRow& field : schema_->fields_of(row)) {
    if (field.op == Op::flags_word) continue;
    if (field.conditional() && !is_present(*schema_, field, object)) continue;
    const bool is_vector = field.op == Op::vector || field.op == Op::bare_vector;
    json[std::string(schema_->name(field))] =
        item(field.op, field.ref, is_vector ? &schema_->shapes[field.ref] : nullptr,
             object + field.offset);
  }
  return json;
}

Json JsonPrinter::boxed(Handle handle) {
  if (handle.index() == 0) return nullptr;
  if (handle.index() == unknown_index) {
    const Unknown& value = *static_cast<const Unknown*>(handle.address());
    return unknown(value.id, value.bytes);
  }
  return fields(handle.index(), as_byte_pointer(handle.address()));
}

Json JsonPrinter::vector(const Shape& element, AnySpan span) {
  Json json = Json::array();
  for (std::size_t i = 0; i < span.size(); ++i) {
    json.push_back(item(element.op, element.ref, element.element, span.data() + i * element.size));
  }
  return json;
}

Json JsonPrinter::function(const AnyFunction& call) {
  if (!call.has_value()) return nullptr;
  if (call.schema() == nullptr) return unknown(call.id(), call.encoded());
  const SchemaTables* outer = std::exchange(schema_, call.schema());
  Json json = fields(call.index(), as_byte_pointer(call.address()));
  schema_ = outer;
  return json;
}

}  // namespace

std::string print_json(const SchemaTables& schema, const Shape& shape, const void* at,
                       const JsonPrintOptions& options) {
  JsonPrinter printer(schema);
  const Json json = printer.item(shape.op, shape.ref, shape.element, as_byte_pointer(at));
  return json.dump(options.indent == 0 ? -1 : static_cast<int>(options.indent));
}

}  // namespace strata::tl::detail
