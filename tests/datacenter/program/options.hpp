// The command line of strata-datacenter.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace strata::datacenter {

struct ProgramOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  int dc = 2;
  bool test_environment = false;
  /// The private key; made if the file is not there. Empty: a new key in every run.
  std::filesystem::path key_file;
  /// Where the public key goes; empty: beside the private one, or into a temporary file.
  std::filesystem::path public_key_file;
  std::vector<std::filesystem::path> schemas;
  std::vector<std::string> proxy_secrets;
  std::optional<std::uint64_t> seed;
  std::string login_code;
  bool with_cast = true;
  bool json = false;
  std::filesystem::path counters_file;
  bool verbose = false;
  bool strict = false;
  bool exit_with_stdin = false;
  /// Seconds; 0: until it is stopped.
  int lifetime = 0;

  /// Reads what stands behind the name of the program. Returns the exit code when the program is
  /// to end at once.
  std::optional<int> parse(std::span<const char* const> arguments);
};

}  // namespace strata::datacenter
