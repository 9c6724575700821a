// Encodes, decodes and prints a value of the project's own schema.
// [draw]
#include "shapes/functions/draw/add.hpp"
#include "shapes/name_for_id.hpp"
#include "shapes/types/point.hpp"
#include "shapes/types/shape.hpp"

#include <cstdio>
#include <strata/tl/decode.hpp>
#include <strata/tl/encode.hpp>
#include <strata/tl/to_string.hpp>

int main() {
  const shapes::types::Point corner{.x = 3, .y = 4};
  const shapes::enums::Point corners[] = {corner};
  const shapes::types::Polygon polygon{.filled = true, .name = "dot", .corners = corners};

  const auto bytes = strata::tl::to_bytes(polygon);
  if (!bytes) return 1;
  const auto shape = strata::tl::decode<shapes::enums::Shape>(*bytes);
  if (!shape) return 1;
  const auto* found = (**shape).get_if<shapes::types::Polygon>();
  if (found == nullptr || found->corners[0]->y != 4) return 1;

  const shapes::functions::draw::Add request{.shape = **shape};
  std::puts(strata::tl::to_string(request).c_str());
  return shapes::name_for_id(shapes::types::Polygon::ID) == "polygon" ? 0 : 1;
}
// [/draw]
