// The views of a temporary Object would dangle.
#include "strata/tl/decode.hpp"
#include "strata/tl/types/config.hpp"

const auto date = strata::tl::decode<strata::tl::types::Config>({}).value()->date;
