// Generated values as the data centre has them.
#pragma once

#include "strata/datacenter/value.hpp"
#include "strata/tl/schema.hpp"

namespace strata::cross_check {

/// The constructor or function in row `index` that lies at `object`.
[[nodiscard]] datacenter::Object to_run_time(const tl::SchemaTables& schema, std::uint16_t index,
                                             const void* object);

}  // namespace strata::cross_check
