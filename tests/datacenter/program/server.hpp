// Runs the data centre that the command line asks for.
#pragma once

#include "options.hpp"

namespace strata::datacenter {

/// Serves until it is told to stop; gives the exit code.
int serve(const ProgramOptions& options);

}  // namespace strata::datacenter
