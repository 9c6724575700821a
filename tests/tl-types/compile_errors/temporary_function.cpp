// A function cannot be wrapped while it is a temporary.
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/invoke_with_layer.hpp"

const strata::tl::functions::InvokeWithLayer call{
    .layer = 1, .query = strata::tl::functions::help::GetConfig{}};
