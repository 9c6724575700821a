// The way from the outermost object to a value inside it, kept on the stack while a table
// interpreter descends.
#pragma once

#include "strata/tl/schema.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace strata::tl::detail {

/// One step down: a field of an object, or an element of a vector.
struct Frame {
  const Frame* parent = nullptr;
  const ConstructorRow* row = nullptr;   ///< null for a step into a vector
  const FieldRow* field = nullptr;       ///< the field being looked at
  const std::uint32_t* flags = nullptr;  ///< the flags words read so far
  const Shape* shape = nullptr;          ///< of the elements of a vector
  std::size_t element = 0;
  std::size_t elements = 0;
};

/// Whether a vector on the way has elements behind the one that the way leads through.
[[nodiscard]] bool elements_behind(const Frame* innermost) noexcept;

/// `messages.messages.messages[3].media`: the name of the outermost constructor, then fields and
/// elements. Empty for a value that stands alone.
[[nodiscard]] std::string path_text(const SchemaTables& schema, const Frame* innermost);

}  // namespace strata::tl::detail
