// Decrypts 64 bytes while hashing the 64 before them.
#include "aes/ige_chain_ni.hpp"
#include "cpu/features.hpp"
#include "digest/hash.hpp"
#include "digest/sha_ni.hpp"
#include "message/open_kernel.hpp"

#include <algorithm>

namespace strata::crypto {

#if defined(__x86_64__)

namespace {

#define STRATA_TARGET_FUSED [[gnu::target("aes,sha,sse4.1,ssse3"), gnu::always_inline]] inline

constexpr std::size_t aes_block = 16;
constexpr std::size_t sha_block = 64;
// Blocks of plaintext that complete the first block of the hash, after the prefix.
constexpr std::size_t head_blocks = 2;

using Chain = aes_ni::IgeChain<false>;

// Four of the sixteen groups of rounds that a block of SHA-256 has.
template <std::size_t first_group>
STRATA_TARGET_FUSED void hash_quarter(sha_ni::Lanes& lanes, __m128i (&w)[4],
                                      const std::uint8_t* block, std::size_t group) {
  const std::size_t index = first_group + group;
  if (index < 4) {
    w[index] = sha_ni::load_words(block + 16 * index);
  } else {
    sha_ni::schedule(w, index);
  }
  sha_ni::four_rounds(lanes, w[index % 4], index);
}

// One AES block beside a quarter of a SHA block. Both chains wait for their own last instruction
// most of the time, and they use different units, so the two take as long as the AES block alone.
template <std::size_t quarter>
STRATA_TARGET_FUSED void step(Chain& chain, const aes_ni::Schedule& schedule, std::uint8_t* data,
                              sha_ni::Lanes& lanes, __m128i (&w)[4], const std::uint8_t* hashed) {
  hash_quarter<4 * quarter>(lanes, w, hashed, 0);
  chain.rounds<1, 4>(schedule);
  hash_quarter<4 * quarter>(lanes, w, hashed, 1);
  chain.rounds<5, 7>(schedule);
  hash_quarter<4 * quarter>(lanes, w, hashed, 2);
  chain.rounds<8, 11>(schedule);
  hash_quarter<4 * quarter>(lanes, w, hashed, 3);
  chain.rounds<12, 13>(schedule);
  std::uint8_t* const block = data + aes_block * quarter;
  chain.finish(schedule, block, block + aes_block);
}

// Decrypts the four blocks at `data`, which are not the last, and hashes 64 bytes at `hashed`.
STRATA_TARGET_FUSED void four_blocks(Chain& chain, const aes_ni::Schedule& schedule,
                                     std::uint8_t* data, sha_ni::Lanes& lanes,
                                     const std::uint8_t* hashed) {
  const sha_ni::Lanes before = lanes;
  __m128i w[4];
  step<0>(chain, schedule, data, lanes, w, hashed);
  step<1>(chain, schedule, data, lanes, w, hashed);
  step<2>(chain, schedule, data, lanes, w, hashed);
  step<3>(chain, schedule, data, lanes, w, hashed);
  lanes.abef = _mm_add_epi32(lanes.abef, before.abef);
  lanes.cdgh = _mm_add_epi32(lanes.cdgh, before.cdgh);
}

// The prefix and the first 32 bytes of plaintext.
using FirstBlock = std::array<std::uint8_t, sha_block>;

// Hashes what the loop has left, from the `done`-th block of the hash on.
Sha256Digest finish_hash(const Sha256State& state, std::size_t done, const FirstBlock& first,
                         BytesView plaintext) noexcept {
  HashProgress<Sha256> progress{state, done * sha_block};
  const WipeOnExit guard(progress);
  if (done == 0) progress.update(first);
  const std::size_t at =
      done == 0 ? head_blocks * aes_block : done * sha_block - head_blocks * aes_block;
  progress.update(plaintext.subspan(at));
  return progress.finish();
}

// ```
//   hash    | prefix 32 , plaintext 0…31 | plaintext 32…95 | plaintext 96…159 | …
//   AES      0 1                          2 3 4 5           6 7 8 9
// ```
// At least three blocks of data.
[[gnu::target("aes,sha,sse4.1,ssse3")]] Sha256Digest open(MessageKeys& keys,
                                                          std::span<const std::uint8_t, 32> prefix,
                                                          MutableBytes data) noexcept {
  aes_ni::Schedule schedule;
  aes_ni::expand_key(keys.key.data(), schedule);
  aes_ni::invert_schedule(schedule);
  Chain chain;
  std::uint8_t* at = data.data();
  chain.start(schedule, keys.iv.data(), at);
  for (std::size_t i = 0; i < head_blocks; ++i, at += aes_block) {
    chain.rounds<1, 13>(schedule);
    chain.finish(schedule, at, at + aes_block);
  }
  FirstBlock first;
  const WipeOnExit first_guard(first);
  std::copy(prefix.begin(), prefix.end(), first.begin());
  std::copy(data.data(), at, first.begin() + 32);

  Sha256State state = sha256_start;
  sha_ni::Lanes lanes = sha_ni::load_state(state);
  // One to four blocks stay behind, so that the loop need not look for the end.
  const std::size_t left = data.size() / aes_block - head_blocks;
  const std::size_t turns = (left - 1) / 4;
  const std::uint8_t* hashed = first.data();
  for (std::size_t turn = 0; turn < turns; ++turn, at += sha_block) {
    four_blocks(chain, schedule, at, lanes, hashed);
    hashed = at;
  }
  sha_ni::store_state(state, lanes);
  aes_ni::finish_chain(chain, schedule, at, at, left - 4 * turns, keys.iv.data());
  wipe_object(schedule);
  return finish_hash(state, turns, first, data);
}

Sha256Digest open_any(MessageKeys& keys, std::span<const std::uint8_t, 32> prefix,
                      MutableBytes data) noexcept {
  const bool long_enough = data.size() > head_blocks * aes_block;
  return long_enough ? open(keys, prefix, data) : open_serially(keys, prefix, data);
}

}  // namespace

OpenKernel fused_open() noexcept {
  return cpu_features().aes_ni && cpu_features().sha_ni ? open_any : nullptr;
}

#else

OpenKernel fused_open() noexcept { return nullptr; }

#endif

}  // namespace strata::crypto
