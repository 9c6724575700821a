// AES-256 in plain C++ without tables, so that no secret becomes an address.
#pragma once

#include "aes/block_chain.hpp"

namespace strata::crypto {

/// The cipher of last resort, for when OpenSSL gives no context: correct, constant in time, and a
/// hundred times slower than instructions. The key schedule is wiped at the end.
class PortableAes {
 public:
  explicit PortableAes(const std::uint8_t* key) noexcept;
  ~PortableAes();
  PortableAes(const PortableAes&) = delete;
  PortableAes& operator=(const PortableAes&) = delete;

  void encrypt(Block& block) const noexcept;
  void decrypt(Block& block) const noexcept;

 private:
  static constexpr std::size_t rounds = 14;
  std::array<Block, rounds + 1> keys_;
};

}  // namespace strata::crypto
