// Prints a switch over ids for reading, and one over rows for writing.
#include "hot_types.hpp"

#include "printer.hpp"

namespace strata::tl_gen {
namespace {

constexpr std::string_view read_signature =
    "[[maybe_unused]] const std::uint8_t* $name$(FastDecoder& in, const std::uint8_t* at, Handle& "
    "to)";
constexpr std::string_view write_signature =
    "[[maybe_unused]] std::uint8_t* $name$(FastEncoder& out, std::uint8_t* at, Handle from)";

/// One case for each constructor of the type that has the function wanted.
template <class F>
std::string cases(const Model& model, const TypeModel& type, F&& print) {
  std::string text;
  for (std::size_t i = type.first; i < type.first + type.count; ++i) {
    const StructModel& item = model.constructors[i];
    text += print(item, struct_name("types", item), std::to_string(item.hot));
  }
  return text;
}

std::string reader(const Model& model, std::size_t index) {
  const auto print = [](const StructModel& item, const std::string& type,
                        const std::string& number) {
    if (!item.hot_decode) return std::string();
    return fill(
        "    case $type$::ID:\n"
        "      return in.make<$type$, decode_$number$>(at + 4, to);\n",
        {{"type", type}, {"number", number}});
  };
  return fill(read_signature, {{"name", hot_reader(index)}}) +
         fill(
             " {\n"
             "  if (!in.has(at, 4)) return nullptr;\n"
             "  switch (load_le<std::uint32_t>(at)) {\n"
             "$cases$"
             "    default:\n"
             "      return in.boxed(at, $index$, to);\n"
             "  }\n"
             "}\n",
             {{"cases", cases(model, model.types[index], print)},
              {"index", std::to_string(index)}});
}

std::string writer(const Model& model, std::size_t index) {
  const auto print = [](const StructModel& item, const std::string& type,
                        const std::string& number) {
    if (!item.hot_encode) return std::string();
    return fill(
        "    case $type$::INDEX:\n"
        "      return out.put<$type$, encode_$number$>(at, from.address());\n",
        {{"type", type}, {"number", number}});
  };
  return fill(write_signature, {{"name", hot_writer(index)}}) +
         fill(
             " {\n"
             "  switch (from.index()) {\n"
             "$cases$"
             "    default:\n"
             "      return out.boxed(at, from);\n"
             "  }\n"
             "}\n",
             {{"cases", cases(model, model.types[index], print)}});
}

std::string declare_constructor(const StructModel& item) {
  const std::string number = std::to_string(item.hot);
  std::string text;
  if (item.hot_decode) {
    text += "const std::uint8_t* decode_" + number +
            "(FastDecoder& in, const std::uint8_t* at, void* memory);\n";
  }
  if (item.hot_encode) {
    text += "std::uint8_t* encode_" + number +
            "(FastEncoder& out, std::uint8_t* at, const void* object);\n";
  }
  return text;
}

}  // namespace

std::string hot_reader(std::size_t type) { return "read_" + std::to_string(type); }
std::string hot_writer(std::size_t type) { return "write_" + std::to_string(type); }

std::string declare_hot(const Model& model) {
  std::string text = "\n";
  for (const StructModel& item : model.constructors) text += declare_constructor(item);
  for (const StructModel& item : model.functions) text += declare_constructor(item);
  for (std::size_t i = 0; i < model.types.size(); ++i) {
    const TypeModel& type = model.types[i];
    if (type.hot_decode) text += fill(read_signature, {{"name", hot_reader(i)}}) + ";\n";
    if (type.hot_encode) text += fill(write_signature, {{"name", hot_writer(i)}}) + ";\n";
  }
  return text;
}

std::string print_hot_types(const Model& model) {
  std::string text;
  for (std::size_t i = 0; i < model.types.size(); ++i) {
    const TypeModel& type = model.types[i];
    if (type.hot_decode || type.hot_encode) text += "\n// " + type.tl_name + '\n';
    if (type.hot_decode) text += reader(model, i);
    if (type.hot_encode) text += writer(model, i);
  }
  return text;
}

}  // namespace strata::tl_gen
