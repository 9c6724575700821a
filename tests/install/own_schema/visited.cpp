// Boxes that are made explicitly and told apart by visit() only.
#include "shapes/types/point.hpp"
#include "shapes/types/shape.hpp"

#include <type_traits>

namespace {

using shapes::enums::Shape;
using shapes::types::Circle;
using shapes::types::Polygon;

template <class Box>
concept HasGetIf = requires(Box box) { box.template get_if<Circle>(); };

static_assert(!std::is_convertible_v<const Circle&, Shape>);
static_assert(std::is_constructible_v<Shape, const Circle&>);
static_assert(!HasGetIf<Shape>);

struct Corners {
  int operator()(const Circle&) const { return 0; }
  int operator()(const Polygon& polygon) const { return static_cast<int>(polygon.corners.size()); }
  int operator()(const strata::tl::Unknown&) const { return -1; }
};

}  // namespace

int main() {
  const shapes::types::Point point{.x = 2, .y = -2};
  const shapes::enums::Point points[] = {shapes::enums::Point(point)};
  const Polygon polygon{.corners = points};
  return Shape(polygon).visit(Corners{}) == 1 && points[0]->x == 2 ? 0 : 1;
}
