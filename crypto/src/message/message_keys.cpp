// Key derivation of MTProto 2.0: two hashes of one block each, computed side by side.
#include "message/message_keys.hpp"

#include "digest/hash.hpp"
#include "digest/sha256_kernel.hpp"

namespace strata::crypto {
namespace {

// Both inputs have 16 + 36 = 52 bytes, so with padding and length they fill exactly one block.
constexpr std::size_t part_size = 36;
constexpr std::size_t input_size = 52;
using HashBlock = std::array<std::uint8_t, 64>;

void finish_block(HashBlock& block) noexcept {
  block[input_size] = 0x80;
  store_be<std::uint64_t>(block.data() + 56, input_size * 8);
}

struct Work {
  HashBlock block_a{};
  HashBlock block_b{};
  Sha256State state_a = sha256_start;
  Sha256State state_b = sha256_start;
  Sha256Digest a{};
  Sha256Digest b{};
};

}  // namespace

// Spec: core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector (B-01)
MessageKeys message_keys(const AuthKey& auth_key, Direction direction, MsgKey msg_key) noexcept {
  Work work;
  const WipeOnExit guard(work);
  const std::uint8_t* const from = auth_key.bytes().data() + static_cast<std::size_t>(direction);
  std::memcpy(work.block_a.data(), msg_key.data(), msg_key.size());
  std::memcpy(work.block_a.data() + 16, from, part_size);
  std::memcpy(work.block_b.data(), from + 40, part_size);
  std::memcpy(work.block_b.data() + part_size, msg_key.data(), msg_key.size());
  finish_block(work.block_a);
  finish_block(work.block_b);
  sha256_kernel().pair(work.state_a, work.block_a.data(), work.state_b, work.block_b.data());
  work.a = serialize<Sha256>(work.state_a);
  work.b = serialize<Sha256>(work.state_b);

  MessageKeys keys;
  std::memcpy(keys.key.data(), work.a.data(), 8);
  std::memcpy(keys.key.data() + 8, work.b.data() + 8, 16);
  std::memcpy(keys.key.data() + 24, work.a.data() + 24, 8);
  std::memcpy(keys.iv.data(), work.b.data(), 8);
  std::memcpy(keys.iv.data() + 8, work.a.data() + 8, 16);
  std::memcpy(keys.iv.data() + 24, work.b.data() + 24, 8);
  return keys;
}

}  // namespace strata::crypto
