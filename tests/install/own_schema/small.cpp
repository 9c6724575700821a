// A slice of the schema, without names and conversions.
#include "shapes/all.hpp"
#include "shapes/layer.hpp"

#include <strata/tl/encode.hpp>
#include <strata/tl/to_string.hpp>
#include <string>

#if __has_include("shapes/name_for_id.hpp") || __has_include("shapes/types/shape.hpp")
#error "the slice should have neither of these"
#endif

int main() {
  const shapes::types::Point by{.x = 1, .y = 2};
  const shapes::functions::edit::Move request{.by = shapes::enums::Point(by)};
  if (strata::tl::to_string(request).find("x:") != std::string::npos) return 1;
  const auto bytes = strata::tl::to_bytes(request);
  return bytes && bytes->size() == 16 && shapes::LAYER == 1 ? 0 : 1;
}
