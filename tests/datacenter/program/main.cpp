// strata-datacenter: a local data centre as a program.
#include "options.hpp"
#include "server.hpp"

#include <exception>
#include <iostream>

int main(int argc, char** argv) {
  try {
    strata::datacenter::ProgramOptions options;
    if (const auto exit_code = options.parse({argv + 1, argv + argc})) return *exit_code;
    return strata::datacenter::serve(options);
  } catch (const std::exception& error) {
    std::cerr << "strata-datacenter: " << error.what() << '\n';
    return 1;
  }
}
