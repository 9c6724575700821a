// Prints values by the rows of the tables.
#include "strata/tl/to_string.hpp"

#include "field_access.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace strata::tl::detail {
namespace {

class Printer {
 public:
  Printer(const SchemaTables& schema, const PrintOptions& options)
      : schema_(&schema), options_(options) {}

  void item(Op op, std::uint16_t ref, const Shape* element, const std::byte* at);
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void fields(std::uint16_t index, const std::byte* object);
  void field(const FieldRow& row, const std::byte* object);
  void boxed(Handle handle);
  void vector(const Shape& element, AnySpan span);
  void function(const AnyFunction& call);
  void string(std::string_view text);
  void hex(BytesView bytes) { text_ += "0x" + to_hex(bytes); }
  template <class T>
  void number(T value);
  void unknown(std::uint32_t id, BytesView bytes);
  void new_line();

  const SchemaTables* schema_;
  PrintOptions options_;
  std::string text_;
  unsigned level_ = 0;
};

template <class T>
void Printer::number(T value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  text_.append(digits.data(), end);
}

void Printer::item(Op op, std::uint16_t ref, const Shape* element, const std::byte* at) {
  switch (op) {
    case Op::flags_word:
      return;
    case Op::true_flag:
    case Op::boolean:
      text_ += load<bool>(at) ? "true" : "false";
      return;
    case Op::int32:
      return number(load<std::int32_t>(at));
    case Op::int64:
      return number(load<std::int64_t>(at));
    case Op::float64:
      return number(load<double>(at));
    case Op::string:
      return string(load<std::string_view>(at));
    case Op::bytes:
    case Op::blob:
    case Op::sized_blob:
      return hex(load<BytesView>(at));
    case Op::int128:
      return hex(load<std::array<std::uint8_t, 16>>(at));
    case Op::int256:
      return hex(load<std::array<std::uint8_t, 32>>(at));
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
}

void Printer::fields(std::uint16_t index, const std::byte* object) {
  const ConstructorRow& row = schema_->rows[index];
  text_ += schema_->name(row);
  text_ += '{';
  ++level_;
  bool first = true;
  for (const FieldRow& field_row : schema_->fields_of(row)) {
    if (field_row.op == Op::flags_word) continue;
    if (field_row.conditional() && !is_present(*schema_, field_row, object)) continue;
    if (!first) text_ += options_.indent != 0 ? "," : ", ";
    first = false;
    new_line();
    field(field_row, object);
  }
  --level_;
  if (!first) new_line();
  text_ += '}';
}

void Printer::field(const FieldRow& row, const std::byte* object) {
  text_ += schema_->name(row);
  text_ += ": ";
  const bool is_vector = row.op == Op::vector || row.op == Op::bare_vector;
  item(row.op, row.ref, is_vector ? &schema_->shapes[row.ref] : nullptr, object + row.offset);
}

void Printer::boxed(Handle handle) {
  if (handle.index() == 0) {
    text_ += "null";
  } else if (handle.index() == unknown_index) {
    const Unknown& value = *static_cast<const Unknown*>(handle.address());
    unknown(value.id, value.bytes);
  } else {
    fields(handle.index(), as_byte_pointer(handle.address()));
  }
}

void Printer::vector(const Shape& element, AnySpan span) {
  text_ += '[';
  ++level_;
  for (std::size_t i = 0; i < span.size(); ++i) {
    if (i != 0) text_ += options_.indent != 0 ? "," : ", ";
    new_line();
    item(element.op, element.ref, element.element, span.data() + i * element.size);
  }
  --level_;
  if (!span.empty()) new_line();
  text_ += ']';
}

void Printer::function(const AnyFunction& call) {
  if (!call.has_value()) {
    text_ += "null";
  } else if (call.schema() == nullptr) {
    unknown(call.id(), call.encoded());
  } else {
    const SchemaTables* outer = std::exchange(schema_, call.schema());
    fields(call.index(), as_byte_pointer(call.address()));
    schema_ = outer;
  }
}

void Printer::unknown(std::uint32_t id, BytesView bytes) {
  std::array<char, 32> head{};
  std::snprintf(head.data(), head.size(), "unknown#%08x{", id);
  text_ += head.data();
  hex(bytes);
  text_ += '}';
}

void Printer::string(std::string_view text) {
  text_ += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      text_ += '\\';
      text_ += c;
    } else if (c == '\n') {
      text_ += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\x%02x", static_cast<unsigned>(c));
      text_ += escape.data();
    } else {
      text_ += c;
    }
  }
  text_ += '"';
}

void Printer::new_line() {
  if (options_.indent == 0) return;
  text_ += '\n';
  text_.append(std::size_t{level_} * options_.indent, ' ');
}

}  // namespace

std::string print_value(const SchemaTables& schema, const Shape& shape, const void* at,
                        const PrintOptions& options) {
  Printer printer(schema, options);
  printer.item(shape.op, shape.ref, shape.element, as_byte_pointer(at));
  return printer.take();
}

}  // namespace strata::tl::detail
