// What was counted, as a file of JSON.
#pragma once

#include "strata/datacenter/counters.hpp"

#include <filesystem>

namespace strata::datacenter {

void write_counters(const Counters& counters, const std::filesystem::path& file);

}  // namespace strata::datacenter
