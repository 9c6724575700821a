// The unrolled decoder of one constructor.
#pragma once

#include "model.hpp"

#include <string>

namespace strata::tl_gen {

/// Whether a struct can have unrolled functions: fields of unusual kinds are left to the tables.
[[nodiscard]] bool can_be_hot(const StructModel& item);

/// Bytes of a field on the wire when that is a fixed number that is copied as it stands, else 0.
[[nodiscard]] std::size_t fixed_wire_size(Kind kind);

[[nodiscard]] std::string print_hot_decode(const Model& model, const StructModel& item,
                                           const std::string& type, const std::string& name);

}  // namespace strata::tl_gen
