// HMAC over any of the digests, with the two key blocks hashed once.
#pragma once

#include "digest/hash.hpp"

namespace strata::crypto {

/// The states after the inner and the outer key block (RFC 2104): what a MAC with this key starts
/// from. Plain data; whoever owns it wipes it.
template <class Hash>
struct HmacStates {
  typename Hash::State inner = Hash::start;
  typename Hash::State outer = Hash::start;

  explicit HmacStates(BytesView key) noexcept {
    std::array<std::uint8_t, Hash::block_size> block{};
    const WipeOnExit guard(block);
    if (key.size() > block.size()) {
      typename Hash::Digest short_key = hash_parts<Hash>({key});
      const WipeOnExit key_guard(short_key);
      std::memcpy(block.data(), short_key.data(), short_key.size());
    } else if (!key.empty()) {
      std::memcpy(block.data(), key.data(), key.size());
    }
    for (std::uint8_t& byte : block) byte ^= 0x36U;
    Hash::blocks(inner, block.data(), 1);
    for (std::uint8_t& byte : block) byte ^= 0x36U ^ 0x5cU;
    Hash::blocks(outer, block.data(), 1);
  }
};

template <class Hash>
[[nodiscard]] typename Hash::Digest hmac_parts(const HmacStates<Hash>& key, Parts parts) noexcept {
  HashProgress<Hash> progress{key.inner, Hash::block_size};
  const WipeOnExit guard(progress);
  for (const BytesView part : parts) progress.update(part);
  const typename Hash::Digest inner = progress.finish();
  progress = HashProgress<Hash>{key.outer, Hash::block_size};
  progress.update(inner);
  return progress.finish();
}

}  // namespace strata::crypto
