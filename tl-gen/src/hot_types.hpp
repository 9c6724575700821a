// The unrolled functions of one boxed type: they know its frequent constructors by their ids.
#pragma once

#include "model.hpp"

#include <string>

namespace strata::tl_gen {

/// `read_12`, `write_12`: the functions of the type at that index.
[[nodiscard]] std::string hot_reader(std::size_t type);
[[nodiscard]] std::string hot_writer(std::size_t type);

/// Declares those functions of all types that have hot constructors, and those of the constructors.
[[nodiscard]] std::string declare_hot(const Model& model);

/// Defines those of the types; constructors that are not hot are left to the tables.
[[nodiscard]] std::string print_hot_types(const Model& model);

}  // namespace strata::tl_gen
