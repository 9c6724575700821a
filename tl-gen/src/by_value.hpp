// What comes of structs that stand in others by value: no cycles, and no giants.
#pragma once

#include "model.hpp"

namespace strata::tl_gen {

/// Adds a problem for types that contain themselves without a box, and for structs that are larger
/// than the tables can tell. Wants the `includes` of all types. Takes time linear in the schema.
void check_by_value(Model& model);

}  // namespace strata::tl_gen
