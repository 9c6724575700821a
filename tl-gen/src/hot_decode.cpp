// Prints one read per field; neighbours of fixed size share one check of the length.
#include "hot_decode.hpp"

#include "hot_types.hpp"
#include "printer.hpp"

#include <algorithm>

namespace strata::tl_gen {
namespace {

std::string word_name(std::size_t word) { return "flags" + std::to_string(word); }

/// Writes the statements of one function.
class Decode {
 public:
  explicit Decode(const Model& model) : model_(model) {}

  void field(const FieldModel& field);
  [[nodiscard]] std::string finish() {
    flush();
    return std::move(text_);
  }

 private:
  void conditional(const FieldModel& field);
  [[nodiscard]] std::string statements(const FieldModel& field) const;
  [[nodiscard]] std::string boxed_call(std::size_t target) const;
  [[nodiscard]] std::string vector_call(const FieldModel& field) const;
  [[nodiscard]] std::string through_local(const FieldModel& field, const std::string& type,
                                          const std::string& call,
                                          const std::string& value = "part") const;
  void flush();

  const Model& model_;
  std::string text_;
  // Fields of fixed size that follow each other.
  std::string run_;
  std::size_t run_size_ = 0;
};

/// The call that reads a value of a boxed type into `part`.
std::string Decode::boxed_call(std::size_t target) const {
  const TypeModel& type = model_.types[target];
  if (type.hot_decode) return hot_reader(target) + "(in, at, part)";
  if (type.count != 1) return "in.boxed(at, " + std::to_string(target) + ", part)";
  return "in.boxed_only(at, " + hex(model_.constructors[type.first].id) + ", " +
         std::to_string(model_.row_of_constructor(type.first)) + ", part)";
}

/// The call that reads a vector into the member.
std::string Decode::vector_call(const FieldModel& field) const {
  const ValueModel& value = field.value;
  const ValueModel& element = model_.shapes[value.target];
  const bool has_id = value.kind == Kind::vector;
  if (has_id && element.kind == Kind::boxed && model_.types[element.target].hot_decode) {
    return fill("in.boxes<$reader$>(at, $minimum$, &v.$name$)",
                {{"reader", hot_reader(element.target)},
                 {"minimum", std::to_string(model_.minimum_of(element))},
                 {"name", field.cpp_name}});
  }
  return fill("in.vector_of(at, $shape$, $id$, &v.$name$)",
              {{"shape", std::to_string(value.target)},
               {"id", has_id ? "true" : "false"},
               {"name", field.cpp_name}});
}

/// Reads into a local first: a member may be an Optional.
std::string Decode::through_local(const FieldModel& field, const std::string& type,
                                  const std::string& call, const std::string& value) const {
  return fill(
      "    $type$ part{};\n"
      "    at = $call$;\n"
      "    if (at == nullptr) return nullptr;\n"
      "    v.$name$ = $value$;\n",
      {{"type", type}, {"call", call}, {"name", field.cpp_name}, {"value", value}});
}

std::string Decode::statements(const FieldModel& field) const {
  const ValueModel& value = field.value;
  const std::string type = cpp_type(model_, value);
  switch (value.kind) {
    case Kind::string:
      return through_local(field, type, "in.string(at, part)");
    case Kind::bytes:
      return through_local(field, type, "in.bytes(at, part)");
    case Kind::boolean:
      return through_local(field, type, "in.boolean(at, part)");
    case Kind::boxed:
      return through_local(field, "Handle", boxed_call(value.target), type + "::from_handle(part)");
    case Kind::vector:
    case Kind::bare_vector:
      return fill(
          "    at = $call$;\n"
          "    if (at == nullptr) return nullptr;\n",
          {{"call", vector_call(field)}});
    default: {
      const std::string size = std::to_string(fixed_wire_size(value.kind));
      return fill(
          "    if (!in.has(at, $size$)) return nullptr;\n"
          "    v.$name$ = load_le<$type$>(at);\n"
          "    at += $size$;\n",
          {{"size", size}, {"name", field.cpp_name}, {"type", type}});
    }
  }
}

void Decode::field(const FieldModel& field) {
  const Kind kind = field.value.kind;
  if (kind == Kind::true_flag) {
    run_ += fill("  v.$name$ = (($word$ >> $bit$U) & 1U) != 0;\n",
                 {{"name", field.cpp_name},
                  {"word", word_name(field.bit->word)},
                  {"bit", std::to_string(field.bit->bit)}});
    return;
  }
  if (field.bit) return conditional(field);
  const std::size_t size = fixed_wire_size(kind);
  if (size == 0) {
    flush();
    text_ += "  {\n" + statements(field) + "  }\n";
    return;
  }
  const std::string to = kind == Kind::flags_word ? "[[maybe_unused]] const std::uint32_t " +
                                                        word_name(field.value.target)
                                                  : "v." + field.cpp_name;
  run_ += fill(
      "  $to$ = load_le<$type$>(at + $offset$);\n",
      {{"to", to}, {"type", cpp_type(model_, field.value)}, {"offset", std::to_string(run_size_)}});
  run_size_ += size;
}

void Decode::conditional(const FieldModel& field) {
  flush();
  text_ += fill("  if ((($word$ >> $bit$U) & 1U) != 0) {\n$statements$  }\n",
                {{"word", word_name(field.bit->word)},
                 {"bit", std::to_string(field.bit->bit)},
                 {"statements", statements(field)}});
}

void Decode::flush() {
  if (run_size_ != 0) {
    const std::string size = std::to_string(run_size_);
    text_ += "  if (!in.has(at, " + size + ")) return nullptr;\n";
    text_ += run_ + "  at += " + size + ";\n";
  } else {
    text_ += run_;
  }
  run_.clear();
  run_size_ = 0;
}

}  // namespace

std::size_t fixed_wire_size(Kind kind) {
  switch (kind) {
    case Kind::flags_word:
    case Kind::int32:
      return 4;
    case Kind::int64:
    case Kind::float64:
      return 8;
    case Kind::int128:
      return 16;
    case Kind::int256:
      return 32;
    default:
      return 0;
  }
}

bool can_be_hot(const StructModel& item) {
  const auto is_unusual = [](const FieldModel& field) {
    switch (field.value.kind) {
      case Kind::bare:
      case Kind::function:
      case Kind::blob:
      case Kind::sized_blob:
        return true;
      default:
        return false;
    }
  };
  return item.has_members() && std::none_of(item.fields.begin(), item.fields.end(), is_unusual);
}

std::string print_hot_decode(const Model& model, const StructModel& item, const std::string& type,
                             const std::string& name) {
  Decode decode(model);
  for (const FieldModel& field : item.fields) decode.field(field);
  return fill(
      "const std::uint8_t* $name$(FastDecoder& in, const std::uint8_t* at, void* memory) {\n"
      "  auto& v = FastDecoder::cleared<$type$>(memory);\n"
      "$statements$"
      "  return at;\n"
      "}\n",
      {{"name", name}, {"type", type}, {"statements", decode.finish()}});
}

}  // namespace strata::tl_gen
