// Writes the public key and the line that says where the data centre listens.
#include "ready.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>
#include <unistd.h>

namespace strata::datacenter {

PublicKeyFile::PublicKeyFile(const ProgramOptions& options, const std::string& pem) {
  path_ = options.public_key_file;
  if (path_.empty() && !options.key_file.empty()) {
    path_ = options.key_file;
    path_ += ".pub";
  }
  if (path_.empty()) {
    is_temporary_ = true;
    path_ = std::filesystem::temp_directory_path() /
            ("strata-datacenter-" + std::to_string(::getpid()) + ".pub");
  }
  std::ofstream file(path_, std::ios::binary | std::ios::trunc);
  file << pem;
  file.close();
  if (!file) throw std::runtime_error("cannot write the public key to " + path_.string());
}

PublicKeyFile::~PublicKeyFile() {
  std::error_code ignored;
  if (is_temporary_) std::filesystem::remove(path_, ignored);
}

std::string ready_line(const DataCenter& data_center, const std::filesystem::path& public_key,
                       bool json) {
  std::ostringstream fingerprint;
  fingerprint << std::hex << std::setw(16) << std::setfill('0') << data_center.fingerprint();
  if (json) {
    return nlohmann::json{
        {"address", data_center.address()}, {"port", data_center.port()},
        {"dc", data_center.dc_id()},        {"fingerprint", fingerprint.str()},
        {"pem", public_key.string()},       {"public_key", data_center.public_key_pem()}}
        .dump();
  }
  return "data centre " + std::to_string(data_center.dc_id()) + " listens on " +
         data_center.address() + " port " + std::to_string(data_center.port()) +
         ", key fingerprint " + fingerprint.str() + ", public key in " + public_key.string();
}

}  // namespace strata::datacenter
