// Decodes a function, and a constructor with code of its own.
#include "shapes/all.hpp"

#include <strata/tl/decode.hpp>
#include <strata/tl/encode.hpp>
#include <strata/tl/equal.hpp>

int main() {
  const shapes::types::Polygon polygon{.filled = true, .name = "none"};
  const shapes::functions::draw::Add request{.shape = polygon};
  const auto bytes = strata::tl::to_bytes(request);
  if (!bytes) return 1;
  const auto back = strata::tl::decode<shapes::functions::draw::Add>(*bytes);
  return back && strata::tl::equal(**back, request) ? 0 : 1;
}
