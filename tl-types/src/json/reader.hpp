// The table interpreter that reads values from a JSON tree.
#pragma once

#include "field_access.hpp"
#include "path.hpp"
#include "tree.hpp"

#include "strata/tl/arena.hpp"
#include "strata/tl/decode_options.hpp"
#include "strata/tl/json_errors.hpp"
#include "strata/tl/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace strata::tl::detail {

/// Reads one value and everything below it. Every function gives false after the first failure, of
/// which error() and path() then tell.
class JsonReader {
 public:
  /// Values go to `arena`; `scratch` holds the tree and what is forgotten after the reading.
  JsonReader(const SchemaTables& schema, const DecodeOptions& options, Arena& arena, Arena& scratch)
      : schema_(schema),
        arena_(arena),
        scratch_(scratch),
        depth_left_(options.depth),
        unknown_(options.unknown) {}

  /// Reads a value of that shape into `at`, which holds zero bytes.
  bool value(const Shape& shape, const JsonNode& node, std::byte* at) {
    return item(shape.op, shape.ref, shape.element, node, at);
  }

  [[nodiscard]] JsonErrc error() const noexcept { return error_; }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  using Members = std::span<const JsonNode*>;  // by field, null where absent

  bool item(Op op, std::uint16_t ref, const Shape* element, const JsonNode& node, std::byte* at);
  bool boolean(const JsonNode& node, std::byte* at);
  bool int32(const JsonNode& node, std::byte* at);
  bool int64(const JsonNode& node, std::byte* at);
  bool float64(const JsonNode& node, std::byte* at);
  bool string(const JsonNode& node, std::byte* at);
  bool bytes(const JsonNode& node, std::byte* at);
  bool big_integer(const JsonNode& node, std::size_t size, std::byte* at);
  bool boxed(std::uint16_t type, const JsonNode& node, std::byte* at);
  bool function(const JsonNode& node, std::byte* at);
  bool vector(const Shape& element, const JsonNode& node, std::byte* at);
  bool unknown(const JsonNode& node, std::string_view name, Unknown& to);
  bool named_struct(std::uint16_t index, bool name_required, const JsonNode& node,
                    std::byte* object);

  bool object_of(std::uint16_t index, const JsonNode& node, Handle& to);
  bool fields(std::uint16_t index, const JsonNode& node, std::byte* object);
  bool sort_members(const ConstructorRow& row, const JsonNode& node, Members& to, Frame& frame);
  bool read_members(const ConstructorRow& row, Members members, std::byte* object, Frame& frame);
  bool field(const FieldRow& row, const JsonNode& node, std::byte* object);
  bool check_companions(const ConstructorRow& row, Members members, std::byte* object,
                        Frame& frame);

  [[nodiscard]] std::uint16_t find_row(std::size_t first, std::size_t count,
                                       std::string_view name) const noexcept;
  std::byte* zeroed(Arena& arena, std::size_t size);
  std::optional<BytesView> from_text(std::string_view base64);
  bool refuse(JsonErrc error);

  const SchemaTables& schema_;
  Arena& arena_;
  Arena& scratch_;
  std::size_t depth_left_;
  UnknownConstructor unknown_;
  const Frame* frame_ = nullptr;
  JsonErrc error_{};
  std::string path_;
};

}  // namespace strata::tl::detail
