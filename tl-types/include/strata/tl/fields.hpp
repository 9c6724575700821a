// What the fields of generated structs are made of; the one header that generated headers include.
#pragma once

#include "strata/tl/any_function.hpp"
#include "strata/tl/box.hpp"
#include "strata/tl/optional.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
