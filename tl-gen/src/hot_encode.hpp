// The unrolled encoder of one constructor.
#pragma once

#include "model.hpp"

#include <string>

namespace strata::tl_gen {

[[nodiscard]] std::string print_hot_encode(const Model& model, const StructModel& item,
                                           const std::string& type, const std::string& name);

}  // namespace strata::tl_gen
