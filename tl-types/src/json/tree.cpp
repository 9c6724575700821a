// Listens to the parser of nlohmann/json and builds the tree.
#include "tree.hpp"

#include <nlohmann/json.hpp>

#include <cstring>
#include <string>
#include <vector>

namespace strata::tl::detail {
namespace {

/// What the parser calls; false stops it.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(std::size_t depth, Arena& arena, JsonTreeError& error)
      : arena_(arena), error_(error), depth_(depth) {}

  bool null() override { return add(JsonKind::null) != nullptr; }
  bool boolean(bool value) override {
    JsonNode* node = add(JsonKind::boolean);
    if (node != nullptr) node->boolean = value;
    return node != nullptr;
  }
  bool number_integer(std::int64_t value) override {
    // The parser calls a negative zero an integer too.
    return integer(value < 0 ? JsonKind::negative : JsonKind::positive,
                   static_cast<std::uint64_t>(value));
  }
  bool number_unsigned(std::uint64_t value) override { return integer(JsonKind::positive, value); }
  bool number_float(double value, const std::string&) override {
    JsonNode* node = add(JsonKind::real);
    if (node != nullptr) node->real = value;
    return node != nullptr;
  }
  bool string(std::string& value) override {
    JsonNode* node = add(JsonKind::text);
    return node != nullptr && copy(value, node->text);
  }
  bool binary(nlohmann::json::binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonKind::object); }
  bool key(std::string& value) override { return copy(value, key_); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(JsonKind::array); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception&) override {
    error_ = {JsonErrc::malformed, position};
    return false;
  }

  [[nodiscard]] const JsonNode* root() const noexcept { return root_; }

 private:
  struct Level {
    JsonNode* node;
    JsonNode* last;
  };

  JsonNode* add(JsonKind kind) {
    void* memory = arena_.allocate(sizeof(JsonNode));
    if (memory == nullptr) {
      error_.code = JsonErrc::too_large;
      return nullptr;
    }
    auto* node = ::new (memory) JsonNode;
    node->kind = kind;
    if (levels_.empty()) {
      root_ = node;
      return node;
    }
    Level& level = levels_.back();
    node->key = std::exchange(key_, {});
    ++level.node->count;
    if (level.last == nullptr) {
      level.node->first = node;
    } else {
      level.last->next = node;
    }
    level.last = node;
    return node;
  }
  bool integer(JsonKind kind, std::uint64_t value) {
    JsonNode* node = add(kind);
    if (node != nullptr) node->integer = value;
    return node != nullptr;
  }
  bool open(JsonKind kind) {
    if (levels_.size() == depth_) {
      error_.code = JsonErrc::too_deep;
      return false;
    }
    JsonNode* node = add(kind);
    if (node == nullptr) return false;
    levels_.push_back({node, nullptr});
    return true;
  }
  bool close() {
    levels_.pop_back();
    return true;
  }
  bool copy(const std::string& from, std::string_view& to) {
    char* memory = static_cast<char*>(arena_.allocate(from.size() + 1));
    if (memory == nullptr) {
      error_.code = JsonErrc::too_large;
      return false;
    }
    std::memcpy(memory, from.c_str(), from.size() + 1);
    to = {memory, from.size()};
    return true;
  }

  Arena& arena_;
  JsonTreeError& error_;
  std::size_t depth_;
  std::vector<Level> levels_;
  std::string_view key_;
  JsonNode* root_ = nullptr;
};

}  // namespace

const JsonNode* read_json_tree(std::string_view text, std::size_t depth, Arena& arena,
                               JsonTreeError& error) {
  error = {};
  TreeBuilder builder(depth, arena, error);
  const bool read = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  return read ? builder.root() : nullptr;
}

}  // namespace strata::tl::detail
