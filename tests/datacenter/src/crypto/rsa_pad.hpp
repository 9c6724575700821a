// What a client packs into the RSA block, unpacked: the padding of today and the one before 2021.
#pragma once

#include "strata/base/result.hpp"
#include "strata/datacenter/server_key.hpp"

namespace strata::datacenter {

/// How the client padded its inner data.
enum class RsaPadding {
  rsa_pad,  ///< RSA_PAD with SHA-256 and AES
  sha1,     ///< SHA-1 in front of the data, for clients of 2021 and before
};

struct UnpaddedBlock {
  RsaPadding padding = RsaPadding::rsa_pad;
  /// The inner data with the padding behind it.
  Bytes data;
  /// Under the older padding: the digest that the data alone must have.
  Bytes expected_sha1;
};

/// Decrypts a block of 256 bytes and finds out how it was padded. The caller parses the data and,
/// under the older padding, compares the digest of what it parsed.
[[nodiscard]] Result<UnpaddedBlock> open_rsa_block(const ServerKey& key, BytesView block);

}  // namespace strata::datacenter
