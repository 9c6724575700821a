// Only TL types are decoded.
#include "strata/tl/decode.hpp"

#include <string>
const auto decoded = strata::tl::decode<std::string>({});
