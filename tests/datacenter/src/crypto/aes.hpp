// AES-256 in the two modes that MTProto uses: IGE for messages, CTR for obfuscation.
#pragma once

#include "strata/base/bytes.hpp"

#include <memory>

namespace strata::datacenter {

using AesKey = std::array<std::uint8_t, 32>;
using IgeIv = std::array<std::uint8_t, 32>;
using CtrIv = std::array<std::uint8_t, 16>;

/// Encrypts or decrypts in place; the length is a multiple of 16.
void ige_encrypt(MutableBytes data, const AesKey& key, const IgeIv& iv);
void ige_decrypt(MutableBytes data, const AesKey& key, const IgeIv& iv);

/// One direction of an obfuscated stream: the state moves with every byte.
class CtrStream {
 public:
  CtrStream(const AesKey& key, const CtrIv& iv);
  CtrStream(CtrStream&&) noexcept;
  CtrStream& operator=(CtrStream&&) noexcept;
  ~CtrStream();

  void apply(MutableBytes data);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace strata::datacenter
