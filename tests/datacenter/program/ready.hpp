// What the program tells of itself when it is ready: a line, and a file with the public key.
#pragma once

#include "options.hpp"

#include "strata/datacenter/data_center.hpp"

namespace strata::datacenter {

/// The file with the public key; one that nobody asked for goes with the program.
class PublicKeyFile {
 public:
  PublicKeyFile(const ProgramOptions& options, const std::string& pem);
  ~PublicKeyFile();
  PublicKeyFile(const PublicKeyFile&) = delete;
  PublicKeyFile& operator=(const PublicKeyFile&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
  bool is_temporary_ = false;
};

/// One line for a person, or with `json` one object with `address`, `port`, `dc`,
/// `fingerprint` (hexadecimal, as TL shows it), `pem` (path of the public key) and `public_key`.
[[nodiscard]] std::string ready_line(const DataCenter& data_center,
                                     const std::filesystem::path& public_key, bool json);

}  // namespace strata::datacenter
