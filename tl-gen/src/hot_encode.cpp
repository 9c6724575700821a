// Prints one write per field; neighbours of fixed size share one reservation.
#include "hot_encode.hpp"

#include "hot_decode.hpp"
#include "hot_types.hpp"
#include "printer.hpp"

#include <algorithm>

namespace strata::tl_gen {
namespace {

std::string word_name(std::size_t word) { return "flags" + std::to_string(word); }

/// Writes the statements of one function.
class Encode {
 public:
  Encode(const Model& model, const StructModel& item) : model_(model), item_(item) {}

  void field(const FieldModel& field);
  [[nodiscard]] std::string finish() {
    flush();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string flags_word(std::size_t word) const;
  [[nodiscard]] bool shares_its_bit(const FieldModel& field) const;
  [[nodiscard]] std::string statements(const FieldModel& field, const std::string& value) const;
  void conditional(const FieldModel& field);
  void flush();

  const Model& model_;
  const StructModel& item_;
  std::string text_;
  // Fields of fixed size that follow each other.
  std::string run_;
  std::size_t run_size_ = 0;
};

std::string presence(const FieldModel& field) {
  const std::string name = "v." + field.cpp_name;
  return field.value.kind == Kind::true_flag ? name : name + ".has_value()";
}

/// The expression for a flags word: the presence of each field at its bit.
std::string Encode::flags_word(std::size_t word) const {
  std::string expression;
  for (const FieldModel& field : item_.fields) {
    if (!field.bit || field.bit->word != word) continue;
    if (!expression.empty()) expression += " |\n      ";
    expression +=
        "(std::uint32_t{" + presence(field) + "} << " + std::to_string(field.bit->bit) + "U)";
  }
  return expression.empty() ? "0" : expression;
}

bool Encode::shares_its_bit(const FieldModel& field) const {
  return std::any_of(item_.fields.begin(), item_.fields.end(), [&](const FieldModel& other) {
    return &other != &field && other.bit && other.bit->word == field.bit->word &&
           other.bit->bit == field.bit->bit;
  });
}

std::string Encode::statements(const FieldModel& field, const std::string& value) const {
  const std::string check = "    if (at == nullptr) return nullptr;\n";
  const std::string target = std::to_string(field.value.target);
  switch (field.value.kind) {
    case Kind::string:
      return "    at = out.string(at, " + value + ");\n" + check;
    case Kind::bytes:
      return "    at = out.bytes(at, " + value + ");\n" + check;
    case Kind::boolean:
      return "    at = out.boolean(at, " + value + ");\n";
    case Kind::boxed: {
      const bool hot = model_.types[field.value.target].hot_encode;
      const std::string call =
          hot ? hot_writer(field.value.target) + "(out, at, (" : "out.boxed(at, (";
      return "    at = " + call + value + ").handle());\n" + check;
    }
    case Kind::vector:
      return "    at = out.vector_of(at, " + target + ", true, &" + value + ");\n" + check;
    case Kind::bare_vector:
      return "    at = out.vector_of(at, " + target + ", false, &" + value + ");\n" + check;
    default: {
      const std::string size = std::to_string(fixed_wire_size(field.value.kind));
      return "    at = out.need(at, " + size + ");\n    store_le(at, " + value +
             ");\n    at += " + size + ";\n";
    }
  }
}

void Encode::field(const FieldModel& field) {
  const Kind kind = field.value.kind;
  if (kind == Kind::true_flag) return;
  if (field.bit) return conditional(field);
  const std::size_t size = fixed_wire_size(kind);
  if (size == 0) {
    flush();
    text_ += "  {\n" + statements(field, "v." + field.cpp_name) + "  }\n";
    return;
  }
  std::string value = "v." + field.cpp_name;
  if (kind == Kind::flags_word) {
    value = word_name(field.value.target);
    run_ +=
        "  const std::uint32_t " + value + " =\n      " + flags_word(field.value.target) + ";\n";
  }
  run_ += "  store_le(at + " + std::to_string(run_size_) + ", " + value + ");\n";
  run_size_ += size;
}

void Encode::conditional(const FieldModel& field) {
  flush();
  const std::string value = "*v." + field.cpp_name;
  std::string condition = presence(field);
  std::string body = statements(field, value);
  if (shares_its_bit(field)) {
    // Another field of the same bit may announce this one.
    condition = "((" + word_name(field.bit->word) + " >> " + std::to_string(field.bit->bit) +
                "U) & 1U) != 0";
    body = "    if (!" + presence(field) + ") return nullptr;\n" + body;
  }
  text_ += "  if (" + condition + ") {\n" + body + "  }\n";
}

void Encode::flush() {
  if (run_size_ != 0) {
    const std::string size = std::to_string(run_size_);
    text_ += "  at = out.need(at, " + size + ");\n" + run_ + "  at += " + size + ";\n";
  }
  run_.clear();
  run_size_ = 0;
}

}  // namespace

std::string print_hot_encode(const Model& model, const StructModel& item, const std::string& type,
                             const std::string& name) {
  Encode encode(model, item);
  for (const FieldModel& field : item.fields) encode.field(field);
  return fill(
      "std::uint8_t* $name$([[maybe_unused]] FastEncoder& out, std::uint8_t* at,\n"
      "                     const void* object) {\n"
      "  const auto& v = *static_cast<const $type$*>(object);\n"
      "$statements$"
      "  return at;\n"
      "}\n",
      {{"name", name}, {"type", type}, {"statements", encode.finish()}});
}

}  // namespace strata::tl_gen
