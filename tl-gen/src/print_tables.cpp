// tables.cpp: the rows that the interpreters of the runtime work by.
#include "id_table.hpp"
#include "printer.hpp"

#include <algorithm>
#include <map>

namespace strata::tl_gen {
namespace {

/// Texts with their offsets in one long literal; equal ones share a place.
class NamePool {
 public:
  std::size_t add(const std::string& name) {
    const auto [entry, is_new] = offsets_.emplace(name, size_);
    if (is_new) {
      text_ += "    \"" + name + "\\0\"\n";
      size_ += name.size() + 1;
    }
    return entry->second;
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::map<std::string, std::size_t> offsets_;
  std::string text_;
  std::size_t size_ = 0;
};

/// Numbers for the names of fields.
class FieldNames {
 public:
  explicit FieldNames(NamePool& pool) : pool_(pool) {}
  std::size_t add(const std::string& name) {
    const auto [entry, is_new] = numbers_.emplace(name, numbers_.size());
    if (is_new) offsets_ += std::to_string(pool_.add(name)) + ',';
    return entry->second;
  }
  [[nodiscard]] const std::string& offsets() const { return offsets_; }

 private:
  NamePool& pool_;
  std::map<std::string, std::size_t> numbers_;
  std::string offsets_;
};

constexpr const char* kind_names[] = {
    "flags_word", "true_flag",   "boolean",  "int32",  "int64",     "float64",
    "string",     "bytes",       "int128",   "int256", "boxed",     "bare",
    "vector",     "bare_vector", "function", "blob",   "sized_blob"};

std::string op_name(Kind kind) {
  return std::string("Op::") + kind_names[static_cast<std::size_t>(kind)];
}

std::string ref_of(const Model& model, const std::string& owner, const StructModel& item,
                   const ValueModel& value) {
  if (value.kind == Kind::bare) return std::to_string(model.row_of_constructor(value.target));
  if (value.kind == Kind::sized_blob) {
    return "offsetof(" + owner + ", " + item.fields[value.target].cpp_name + ')';
  }
  return std::to_string(value.target);
}

std::string field_row(const Model& model, const std::string& owner, const StructModel& item,
                      const FieldModel& field, FieldNames& names) {
  const std::string offset =
      field.is_stored() ? "offsetof(" + owner + ", " + field.cpp_name + ')' : "0";
  const std::size_t flag = field.bit ? field.bit->word * 32 + field.bit->bit : 255;
  // A field without a name is called by its place.
  const std::string name =
      model.options.field_names ? field.tl_name : std::to_string(&field - item.fields.data());
  return fill("    {$offset$, $ref$, $op$, $flag$, $name$},\n",
              {{"offset", offset},
               {"ref", ref_of(model, owner, item, field.value)},
               {"op", op_name(field.value.kind)},
               {"flag", std::to_string(flag)},
               {"name", std::to_string(names.add(name))}});
}

/// Rows of constructors or functions, and of their fields.
struct Rows {
  std::string fields;
  std::string rows;
  std::string checks;
  std::size_t field_count = 0;
};

void add_row(Rows& rows, const Model& model, const char* root, const StructModel& item,
             NamePool& pool, FieldNames& names) {
  const std::string owner = struct_name(root, item);
  const std::size_t group = root[0] == 't' ? item.type : item.result_shape;
  rows.rows += fill("    {$owner$::ID, $name$, $first$, $count$, $size$, $group$, $minimum$},\n",
                    {{"owner", owner},
                     {"name", std::to_string(pool.add(item.tl_name))},
                     {"first", std::to_string(rows.field_count)},
                     {"count", std::to_string(item.fields.size())},
                     {"size", item.has_members() ? "sizeof(" + owner + ')' : "0"},
                     {"group", std::to_string(group)},
                     {"minimum", std::to_string(item.minimum)}});
  if (item.has_members()) rows.checks += "CHECK(" + owner + ")\n";
  for (const FieldModel& field : item.fields) {
    rows.fields += field_row(model, owner, item, field, names);
  }
  rows.field_count += item.fields.size();
}

std::string type_rows(const Model& model) {
  std::string text;
  for (const TypeModel& type : model.types) {
    text += fill("    {$first$, $count$},\n",
                 {{"first", std::to_string(model.row_of_constructor(type.first))},
                  {"count", std::to_string(type.count)}});
  }
  return text;
}

std::string shape_rows(const Model& model) {
  std::string text;
  for (const ValueModel& shape : model.shapes) {
    const bool is_vector = shape.kind == Kind::vector || shape.kind == Kind::bare_vector;
    const std::size_t ref = shape.kind == Kind::bare ? model.row_of_constructor(shape.target)
                                                     : (is_vector ? 0 : shape.target);
    text += fill(
        "    {$op$, $ref$, sizeof($type$), $minimum$, $element$},\n",
        {{"op", op_name(shape.kind)},
         {"ref", std::to_string(ref)},
         {"type", cpp_type(model, shape)},
         {"minimum", std::to_string(std::max<std::size_t>(4, model.minimum_of(shape)))},
         {"element", is_vector ? "&shapes[" + std::to_string(shape.target) + ']' : "nullptr"}});
  }
  return text;
}

std::string id_slots(const Model& model, std::string& multiplier, std::string& shift) {
  std::vector<IdEntry> entries;
  for (std::size_t i = 0; i < model.constructors.size(); ++i) {
    entries.push_back(
        {model.constructors[i].id, static_cast<std::uint16_t>(model.row_of_constructor(i))});
  }
  for (std::size_t i = 0; model.options.decodable_functions && i < model.functions.size(); ++i) {
    entries.push_back(
        {model.functions[i].id, static_cast<std::uint16_t>(model.row_of_function(i))});
  }
  const IdTable table = make_id_table(entries);
  multiplier = std::to_string(table.multiplier);
  shift = std::to_string(table.shift);
  std::string text;
  for (const std::uint16_t slot : table.slots) text += std::to_string(slot) + ',';
  return text;
}

/// The number of its unrolled codec for each row.
std::string hot_numbers(const Model& model) {
  std::string text = "0,";
  for (const StructModel& item : model.constructors) text += std::to_string(item.hot) + ',';
  for (const StructModel& item : model.functions) text += std::to_string(item.hot) + ',';
  return text;
}

/// Breaks a list of numbers into lines.
std::string wrapped(const std::string& list) {
  std::string text = "    ";
  std::size_t column = 4;
  for (const char c : list) {
    text += c;
    if (c == ',' && ++column > 0 && text.size() - text.rfind('\n') > 90) text += "\n    ";
  }
  return text + '\n';
}

std::string includes(const Model& model) {
  return "#include \"" + model.options.include_prefix + "/all.hpp\"\n" +
         "#include \"strata/tl/schema.hpp\"\n";
}

constexpr std::string_view hot_declaration =
    "namespace generated {\n"
    "extern const ::strata::tl::detail::HotFunctions hot_functions[];\n"
    "}\n";
constexpr std::string_view hot_members =
    "    .hot_numbers = hot_numbers,\n"
    "    .hot_functions = generated::hot_functions,\n";

constexpr std::string_view tables_text = R"($banner$$includes$
#include <cstddef>

#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
#pragma GCC diagnostic ignored "-Woverlength-strings"
#endif

namespace $namespace$ {
$hot_declaration$namespace {

using ::strata::tl::ConstructorRow;
using ::strata::tl::FieldRow;
using ::strata::tl::Op;
using ::strata::tl::SchemaTables;
using ::strata::tl::Shape;
using ::strata::tl::TypeRow;

// Arenas give memory back without a destructor call.
#define CHECK(type) static_assert(::strata::tl::needs_no_destructor<type>);
$checks$#undef CHECK

constexpr FieldRow fields[] = {
$fields$    {},
};

constexpr ConstructorRow rows[] = {
    {},
$rows$};

constexpr TypeRow types_[] = {
$types$    {},
};

constexpr Shape shapes[$shape_count$] = {
$shapes$    {},
};

constexpr char names[] =
$names$    "";

constexpr std::uint32_t field_names[] = {
$field_names$    0,
};

constexpr std::uint16_t slots[] = {
$slots$};

$hot_numbers$constexpr SchemaTables tables{
    .rows = rows,
    .fields = fields,
    .types = types_,
    .shapes = shapes,
    .field_names = field_names,
    .names = names,
    .slots = slots,
$hot_members$    .multiplier = $multiplier$U,
    .shift = $shift$,
    .constructor_count = $constructor_count$,
    .layer = $layer$,
};

}  // namespace

const SchemaTables& schema() noexcept { return tables; }

}  // namespace $namespace$
)";

}  // namespace

std::string print_tables(const Model& model) {
  NamePool pool;
  FieldNames names(pool);
  Rows rows;
  for (const StructModel& item : model.constructors) {
    add_row(rows, model, "types", item, pool, names);
  }
  for (const StructModel& item : model.functions) {
    add_row(rows, model, "functions", item, pool, names);
  }
  const std::string types = type_rows(model);
  std::string multiplier;
  std::string shift;
  const std::string slots = wrapped(id_slots(model, multiplier, shift));
  const bool has_hot = model.hot_count != 0;
  return fill(tables_text, {{"banner", banner(model, "the tables of the schema")},
                            {"includes", includes(model)},
                            {"hot_declaration", has_hot ? hot_declaration : ""},
                            {"hot_numbers", has_hot ? "constexpr std::uint8_t hot_numbers[] = {\n" +
                                                          wrapped(hot_numbers(model)) + "};\n\n"
                                                    : ""},
                            {"hot_members", has_hot ? hot_members : ""},
                            {"namespace", model.options.cpp_namespace},
                            {"checks", rows.checks},
                            {"fields", rows.fields},
                            {"rows", rows.rows},
                            {"types", types},
                            {"shape_count", std::to_string(model.shapes.size() + 1)},
                            {"shapes", shape_rows(model)},
                            {"names", pool.text()},
                            {"field_names", wrapped(names.offsets())},
                            {"slots", slots},
                            {"multiplier", multiplier},
                            {"shift", shift},
                            {"constructor_count", std::to_string(model.constructors.size())},
                            {"layer", std::to_string(model.options.layer.value_or(0))}});
}

}  // namespace strata::tl_gen
