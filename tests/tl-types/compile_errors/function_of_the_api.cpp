// Functions are not decoded unless the schema was generated for that.
#include "nameless/all.hpp"

#include "strata/tl/decode.hpp"

const auto decoded = strata::tl::decode<nameless::functions::call::Count>({});
