// Reading JSON from the outside: builds the tree, runs the interpreter, words the error.
#include "reader.hpp"
#include "tree.hpp"

#include "strata/tl/json.hpp"

namespace strata::tl::detail {
namespace {

// Between two objects there may be vectors in vectors; no schema nests them deeper.
constexpr std::size_t levels_per_object = 4;
// Of the tree, per byte of text; see read_json_tree().
constexpr std::size_t tree_bytes_per_byte = 32;

Error describe(JsonErrc code, std::size_t offset, std::string path) {
  std::string message = make_error_code(code).message();
  if (code == JsonErrc::malformed) message += " at byte " + std::to_string(offset);
  if (!path.empty()) message += " (" + path + ")";
  return {make_error_code(code),
          std::make_shared<JsonDetail>(std::move(message), offset, std::move(path))};
}

}  // namespace

Result<ParsedRoot> parse_json(const SchemaTables& schema, const Shape& shape,
                              const DecodeOptions& options, std::string_view text) {
  DecodeOptions tree_options = options;
  tree_options.memory_per_byte = tree_bytes_per_byte;
  Arena scratch(0, tree_options.memory_for(text.size()));
  JsonTreeError error;
  const JsonNode* tree =
      read_json_tree(text, options.depth * levels_per_object + levels_per_object, scratch, error);
  if (tree == nullptr) return fail(describe(error.code, error.offset, {}));

  ParsedRoot parsed{.arena = Arena(0, options.memory_for(text.size()))};
  void* root = parsed.arena.allocate(std::max<std::size_t>(shape.size, 1));
  if (root == nullptr) return fail(describe(JsonErrc::too_large, 0, {}));
  std::memset(root, 0, shape.size);
  JsonReader reader(schema, options, parsed.arena, scratch);
  if (!reader.value(shape, *tree, static_cast<std::byte*>(root))) {
    return fail(describe(reader.error(), 0, reader.path()));
  }
  parsed.root = root;
  return parsed;
}

}  // namespace strata::tl::detail
