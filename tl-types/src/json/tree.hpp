// JSON text as a tree in an arena.
#pragma once

#include "strata/tl/arena.hpp"
#include "strata/tl/json_errors.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace strata::tl::detail {

enum class JsonKind : std::uint8_t { null, boolean, negative, positive, real, text, array, object };

/// One JSON value. Numbers are kept as they were written: an integer is never a double.
struct JsonNode {
  JsonKind kind = JsonKind::null;
  bool boolean = false;
  union {
    std::uint64_t integer = 0;  ///< of a negative one, the bits of its std::int64_t
    double real;
    std::size_t count;  ///< elements or members
  };
  std::string_view text = {};
  std::string_view key = {};        ///< of a member of an object
  const JsonNode* first = nullptr;  ///< of the elements or members
  const JsonNode* next = nullptr;   ///< behind this one in the same array or object
};

/// What is wrong with a text, and at which byte.
struct JsonTreeError {
  JsonErrc code = JsonErrc::malformed;
  std::size_t offset = 0;
};

/// Reads `text`, which nests at most `depth` levels deep, into `arena`; null when it cannot, with
/// the reason in `error`. Takes no stack and at most 32 times the size of the text in memory.
[[nodiscard]] const JsonNode* read_json_tree(std::string_view text, std::size_t depth, Arena& arena,
                                             JsonTreeError& error);

}  // namespace strata::tl::detail
