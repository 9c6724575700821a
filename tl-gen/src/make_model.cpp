// Names and orders everything of a schema, then resolves it.
#include "by_value.hpp"
#include "hot_decode.hpp"
#include "model.hpp"
#include "names.hpp"
#include "resolve.hpp"

#include "strata/tl_parser/print.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace strata::tl_gen {
namespace {

using tl_parser::Category;
using tl_parser::Definition;

// Row numbers have 16 bits; the highest means an unknown constructor.
constexpr std::size_t most_rows = 0xFFFE;

/// Constructors that are part of the language, not of the schema.
bool is_builtin(const Definition& definition) {
  static const std::set<std::string> names{"boolFalse", "boolTrue", "true",   "vector",
                                           "int",       "long",     "double", "string",
                                           "bytes",     "int128",   "int256"};
  return !definition.builtin_body.empty() || names.contains(definition.full_name());
}

std::string header_path(std::string folder, const std::vector<std::string>& namespaces,
                        const std::string& name) {
  for (const std::string& part : namespaces) folder += '/' + snake_case(part);
  return folder + '/' + snake_case(name) + ".hpp";
}

StructModel make_struct(const Definition& definition) {
  const bool is_function = definition.category == Category::functions;
  StructModel made;
  made.tl_name = definition.full_name();
  made.namespaces = namespace_names(definition.namespaces);
  made.cpp_name = pascal_case(definition.name);
  made.tl_line = tl_parser::print(definition);
  made.reference = std::string("https://core.telegram.org/") +
                   (is_function ? "method/" : "constructor/") + made.tl_name;
  made.line = definition.line;
  made.id = definition.id;
  if (is_function) made.header = header_path("functions", definition.namespaces, definition.name);
  return made;
}

/// Definitions sorted into the final order of rows.
struct Sorted {
  std::vector<const Definition*> constructors;
  std::vector<const Definition*> functions;
};

Sorted sort(std::span<const Definition> definitions) {
  Sorted sorted;
  for (const Definition& definition : definitions) {
    if (is_builtin(definition)) continue;
    auto& list = definition.category == Category::types ? sorted.constructors : sorted.functions;
    list.push_back(&definition);
  }
  const auto constructor_key = [](const Definition* d) {
    return std::tuple(d->result.full_name(), d->full_name(), d->id);
  };
  const auto function_key = [](const Definition* d) { return std::tuple(d->full_name(), d->id); };
  std::sort(sorted.constructors.begin(), sorted.constructors.end(),
            [&](auto* a, auto* b) { return constructor_key(a) < constructor_key(b); });
  std::sort(sorted.functions.begin(), sorted.functions.end(),
            [&](auto* a, auto* b) { return function_key(a) < function_key(b); });
  return sorted;
}

void add_types(Model& model, const std::vector<const Definition*>& constructors) {
  for (const Definition* definition : constructors) {
    const std::string name = definition->result.full_name();
    if (model.types.empty() || model.types.back().tl_name != name) {
      const auto& namespaces = definition->result.namespaces;
      model.types.push_back({.tl_name = name,
                             .namespaces = namespace_names(namespaces),
                             .cpp_name = pascal_case(definition->result.name),
                             .header = header_path("types", namespaces, definition->result.name),
                             .first = model.constructors.size()});
    }
    StructModel made = make_struct(*definition);
    made.type = model.types.size() - 1;
    made.header = model.types.back().header;
    model.constructors.push_back(std::move(made));
    ++model.types.back().count;
  }
}

/// No two things may have one name in C++, one file or one id.
void check_unique(Model& model) {
  std::map<std::string, std::string> seen;
  const auto claim = [&](const std::string& what, const std::string& owner, std::size_t line) {
    const auto [entry, is_new] = seen.emplace(what, owner);
    if (!is_new) {
      const std::string other = entry->second.empty() ? "a namespace" : entry->second;
      model.problems.push_back({line, owner + " and " + other + " would both be " + what});
    }
  };
  // A namespace may be opened many times, but nothing else may have its name.
  const auto claim_namespaces = [&](std::string name, const std::vector<std::string>& parts) {
    for (const std::string& part : parts) seen.emplace(name += "::" + part, "");
  };
  const auto claim_struct = [&](const char* root, const StructModel& item) {
    if (!is_identifier(item.cpp_name)) {
      model.problems.push_back({item.line, item.tl_name + " has no name in C++"});
    }
    claim(qualified_name(root, item.namespaces, item.cpp_name), item.tl_name, item.line);
    claim("id " + std::to_string(item.id), item.tl_name, item.line);
  };
  for (const auto& item : model.constructors) claim_namespaces("types", item.namespaces);
  for (const auto& item : model.functions) claim_namespaces("functions", item.namespaces);
  for (const auto& type : model.types) claim_namespaces("enums", type.namespaces);
  for (const StructModel& item : model.constructors) claim_struct("types", item);
  for (const StructModel& item : model.functions) {
    claim_struct("functions", item);
    claim(item.header, item.tl_name, item.line);
  }
  for (const TypeModel& type : model.types) {
    const std::size_t line = model.constructors[type.first].line;
    if (!is_identifier(type.cpp_name)) {
      model.problems.push_back({line, type.tl_name + " has no name in C++"});
    }
    claim(qualified_name("enums", type.namespaces, type.cpp_name), type.tl_name, line);
    claim(type.header, type.tl_name, line);
  }
}

/// What the tables count with 16 bits.
void check_numbers(Model& model) {
  std::set<std::string_view> names;
  for (const auto* items : {&model.constructors, &model.functions}) {
    for (const StructModel& item : *items) {
      for (const FieldModel& field : item.fields) names.insert(field.tl_name);
    }
  }
  if (names.size() > most_rows) {
    model.problems.push_back({0, "more than 65534 different names of fields"});
  }
  if (model.shapes.size() > most_rows) {
    model.problems.push_back({0, "more than 65534 kinds of vectors and results"});
  }
}

/// A struct that stands in another one by value needs its header first.
void find_includes(Model& model) {
  for (TypeModel& type : model.types) {
    std::set<std::size_t> includes;
    for (std::size_t i = type.first; i < type.first + type.count; ++i) {
      for (const FieldModel& field : model.constructors[i].fields) {
        if (field.value.kind != Kind::bare) continue;
        includes.insert(model.constructors[field.value.target].type);
      }
    }
    type.includes.assign(includes.begin(), includes.end());
  }
}

/// Minimum sizes depend on each other; every round gives valid lower bounds, and a few rounds are
/// as good as all. (H-03)
void compute_minimums(Model& model) {
  constexpr std::size_t cap = 0xFFFF;
  const auto sum = [&](StructModel& item) {
    std::size_t total = 0;
    for (const FieldModel& field : item.fields) {
      if (!field.bit) total += model.minimum_of(field.value);
    }
    item.minimum = std::min(total, cap);
  };
  for (int round = 0; round < 4; ++round) {
    for (StructModel& item : model.constructors) sum(item);
    for (TypeModel& type : model.types) {
      std::size_t least = cap;
      for (std::size_t i = type.first; i < type.first + type.count; ++i) {
        least = std::min(least, model.constructors[i].minimum);
      }
      type.minimum = 4 + least;
    }
  }
  for (StructModel& item : model.functions) sum(item);
}

/// Numbers the constructors and functions that get unrolled codecs.
void number_hot(Model& model) {
  constexpr std::size_t most = 255;  // numbers have 8 bits
  const auto number = [&](StructModel& item) {
    if (!can_be_hot(item) || model.hot_count == most) return;
    item.hot_decode = model.options.hot_decode.contains(item.tl_name);
    item.hot_encode = model.options.hot_encode.contains(item.tl_name);
    if (item.hot_decode || item.hot_encode) item.hot = ++model.hot_count;
  };
  for (StructModel& item : model.constructors) {
    number(item);
    TypeModel& type = model.types[item.type];
    type.hot_decode = type.hot_decode || item.hot_decode;
    type.hot_encode = type.hot_encode || item.hot_encode;
  }
  for (StructModel& item : model.functions) number(item);
}

}  // namespace

Model make_model(std::span<const Definition> definitions, const Options& options) {
  Model model;
  model.options = options;
  const Sorted sorted = sort(definitions);
  add_types(model, sorted.constructors);
  for (const Definition* definition : sorted.functions) {
    model.functions.push_back(make_struct(*definition));
  }
  if (model.constructors.size() + model.functions.size() > most_rows) {
    model.problems.push_back({0, "more than 65534 constructors and functions"});
    return model;
  }
  check_unique(model);

  Resolver resolver(model);
  for (std::size_t i = 0; i < sorted.constructors.size(); ++i) {
    model.constructors[i].fields = resolver.fields(*sorted.constructors[i]);
  }
  for (std::size_t i = 0; i < sorted.functions.size(); ++i) {
    StructModel& function = model.functions[i];
    function.fields = resolver.fields(*sorted.functions[i]);
    function.result = resolver.result(*sorted.functions[i]);
    function.result_shape = resolver.shape(function.result);
  }
  find_includes(model);
  check_by_value(model);
  check_numbers(model);
  compute_minimums(model);
  number_hot(model);
  return model;
}

}  // namespace strata::tl_gen
