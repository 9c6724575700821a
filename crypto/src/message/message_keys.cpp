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
  store_le<std::uint32_t>(block.data() + input_size, 0x80);
  store_be<std::uint64_t>(block.data() + 56, input_size * 8);
}

struct Work {
  HashBlock block_a;
  HashBlock block_b;
  Sha256State a = sha256_start;
  Sha256State b = sha256_start;

  void start(const AuthKey& auth_key, Direction direction, MsgKey msg_key) noexcept {
    const std::uint8_t* const from = auth_key.bytes().data() + static_cast<std::size_t>(direction);
    std::memcpy(block_a.data(), msg_key.data(), msg_key.size());
    std::memcpy(block_a.data() + 16, from, part_size);
    std::memcpy(block_b.data(), from + 40, part_size);
    std::memcpy(block_b.data() + part_size, msg_key.data(), msg_key.size());
    finish_block(block_a);
    finish_block(block_b);
  }
};

// Words 2 … 5 of `inner` between words 0, 1, 6 and 7 of `outer`, as the bytes of digests.
void interleave(const Sha256State& outer, const Sha256State& inner, SecureArray<32>& out) noexcept {
  for (std::size_t word = 0; word < outer.size(); ++word) {
    const bool middle = word >= 2 && word < 6;
    store_be(out.data() + 4 * word, middle ? inner[word] : outer[word]);
  }
}

void write_keys(const Work& work, MessageKeys& keys) noexcept {
  interleave(work.a, work.b, keys.key);
  interleave(work.b, work.a, keys.iv);
}

}  // namespace

// Spec: core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector (B-01)
MessageKeys message_keys(const AuthKey& auth_key, Direction direction, MsgKey msg_key) noexcept {
  Work work;
  const WipeOnExit guard(work);
  work.start(auth_key, direction, msg_key);
  sha256_kernel().pair(work.a, work.block_a.data(), work.b, work.block_b.data());
  MessageKeys keys;
  write_keys(work, keys);
  return keys;
}

void message_keys_many(std::span<const KeyRequest> requests) noexcept {
  std::array<Work, 2> work;
  const WipeOnExit guard(work);
  for (; requests.size() >= work.size(); requests = requests.subspan(work.size())) {
    std::array<Sha256Lane, 4> lanes;
    for (std::size_t i = 0; i < work.size(); ++i) {
      const KeyRequest& request = requests[i];
      work[i] = {};
      work[i].start(*request.auth_key, request.direction, MsgKey(request.msg_key, 16));
      lanes[2 * i] = {&work[i].a, work[i].block_a.data()};
      lanes[2 * i + 1] = {&work[i].b, work[i].block_b.data()};
    }
    sha256_kernel().four(lanes.data(), 1);
    for (std::size_t i = 0; i < work.size(); ++i) write_keys(work[i], *requests[i].keys);
  }
  for (const KeyRequest& request : requests) {
    *request.keys = message_keys(*request.auth_key, request.direction, MsgKey(request.msg_key, 16));
  }
}

}  // namespace strata::crypto
