// The frame that MD5 and the SHA family share: pending bytes, padding, length.
#pragma once

#include "digest/blocks.hpp"
#include "wipe.hpp"

#include "strata/crypto/digest.hpp"

#include <algorithm>

namespace strata::crypto {

struct Md5 {
  using State = Md5State;
  using Digest = Md5Digest;
  static constexpr State start = md5_start;
  static constexpr std::size_t block_size = 64;
  static constexpr std::size_t length_size = 8;
  static constexpr bool big_endian = false;
  static constexpr auto blocks = md5_blocks;
};

struct Sha1 {
  using State = Sha1State;
  using Digest = Sha1Digest;
  static constexpr State start = sha1_start;
  static constexpr std::size_t block_size = 64;
  static constexpr std::size_t length_size = 8;
  static constexpr bool big_endian = true;
  static constexpr auto blocks = sha1_blocks;
};

struct Sha256 {
  using State = Sha256State;
  using Digest = Sha256Digest;
  static constexpr State start = sha256_start;
  static constexpr std::size_t block_size = 64;
  static constexpr std::size_t length_size = 8;
  static constexpr bool big_endian = true;
  static constexpr auto blocks = sha256_blocks;
};

struct Sha512 {
  using State = Sha512State;
  using Digest = Sha512Digest;
  static constexpr State start = sha512_start;
  static constexpr std::size_t block_size = 128;
  static constexpr std::size_t length_size = 16;
  static constexpr bool big_endian = true;
  static constexpr auto blocks = sha512_blocks;
};

/// The integer with its bytes in the opposite order.
template <class T>
  requires(sizeof(T) == 4 || sizeof(T) == 8)
[[nodiscard]] constexpr T swapped(T value) noexcept {
  if constexpr (sizeof(T) == 4) {
    return __builtin_bswap32(value);
  } else {
    return __builtin_bswap64(value);
  }
}

/// Stores an integer big-endian.
template <class T>
void store_be(std::uint8_t* to, T value) noexcept {
  store_le(to, swapped(value));
}

/// A chaining state as the bytes of a digest.
template <class Hash>
[[nodiscard]] typename Hash::Digest serialize(const typename Hash::State& state) noexcept {
  typename Hash::Digest digest;
  constexpr std::size_t word = sizeof(state[0]);
  for (std::size_t i = 0; i < state.size(); ++i) {
    if constexpr (Hash::big_endian) {
      store_be(digest.data() + i * word, state[i]);
    } else {
      store_le(digest.data() + i * word, state[i]);
    }
  }
  return digest;
}

/// A hash in progress. Plain data; whoever owns it wipes it.
template <class Hash>
struct HashProgress {
  typename Hash::State state = Hash::start;
  std::uint64_t length = 0;
  std::array<std::uint8_t, Hash::block_size> pending{};

  void update(BytesView more) noexcept {
    const std::size_t filled = static_cast<std::size_t>(length % Hash::block_size);
    length += more.size();
    if (filled != 0) {
      const std::size_t count = std::min(more.size(), Hash::block_size - filled);
      copy_pending(filled, more.first(count));
      more = more.subspan(count);
      if (filled + count < Hash::block_size) return;
      Hash::blocks(state, pending.data(), 1);
    }
    const std::size_t whole = more.size() / Hash::block_size;
    if (whole != 0) Hash::blocks(state, more.data(), whole);
    copy_pending(0, more.subspan(whole * Hash::block_size));
  }

  /// Appends padding and length; the object is used up.
  [[nodiscard]] typename Hash::Digest finish() noexcept {
    std::size_t filled = static_cast<std::size_t>(length % Hash::block_size);
    pending[filled++] = 0x80;
    if (filled > Hash::block_size - Hash::length_size) {
      std::fill(pending.begin() + static_cast<std::ptrdiff_t>(filled), pending.end(), 0);
      Hash::blocks(state, pending.data(), 1);
      filled = 0;
    }
    std::fill(pending.begin() + static_cast<std::ptrdiff_t>(filled), pending.end(), 0);
    const std::uint64_t bits = length * 8;
    std::uint8_t* const end = pending.data() + Hash::block_size;
    if constexpr (Hash::big_endian) {
      store_be(end - 8, bits);
    } else {
      store_le(end - 8, bits);
    }
    Hash::blocks(state, pending.data(), 1);
    return serialize<Hash>(state);
  }

 private:
  void copy_pending(std::size_t at, BytesView from) noexcept {
    if (!from.empty()) std::memcpy(pending.data() + at, from.data(), from.size());
  }
};

/// The digest of the concatenated parts.
template <class Hash>
[[nodiscard]] typename Hash::Digest hash_parts(Parts parts) noexcept {
  HashProgress<Hash> progress;
  const WipeOnExit guard(progress);
  for (const BytesView part : parts) progress.update(part);
  return progress.finish();
}

}  // namespace strata::crypto
