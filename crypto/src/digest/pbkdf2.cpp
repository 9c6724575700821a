// PBKDF2-HMAC-SHA512 as a loop over two block functions.
#include "digest/hmac.hpp"
#include "digest/openssl_hash.hpp"

namespace strata::crypto {
namespace {

// One application of HMAC to a 64-byte value costs two blocks once the key states are known: the
// value, the padding and the length always fill exactly one block. So the loop keeps these blocks
// ready, and only their first half changes.
struct Loop {
  SHA512_CTX context;
  std::array<std::uint8_t, 128> block;
  Sha512State sum;
};

// Turns the block of a 64-byte value into the MAC of that value, in place.
void apply_hmac(Loop& loop, const HmacStates<Sha512>& key) noexcept {
  for (const Sha512State* start : {&key.inner, &key.outer}) {
    std::memcpy(loop.context.h, start->data(), sizeof *start);
    SHA512_Transform(&loop.context, loop.block.data());
    for (std::size_t i = 0; i < 8; ++i) {
      store_le(loop.block.data() + 8 * i, __builtin_bswap64(loop.context.h[i]));
    }
  }
}

void derive_block(const HmacStates<Sha512>& key, Sha512Digest& value,
                  std::uint32_t iterations) noexcept {
  Loop loop{};
  const WipeOnExit guard(loop);
  std::memcpy(loop.block.data(), value.data(), value.size());
  loop.block[64] = 0x80;
  store_be<std::uint64_t>(loop.block.data() + 120, std::uint64_t{128 + 64} * 8);
  std::memcpy(loop.sum.data(), value.data(), value.size());
  for (std::uint32_t i = 1; i < iterations; ++i) {
    apply_hmac(loop, key);
    for (std::size_t word = 0; word < 8; ++word) {
      loop.sum[word] ^= load_le<std::uint64_t>(loop.block.data() + 8 * word);
    }
  }
  std::memcpy(value.data(), loop.sum.data(), value.size());
}

}  // namespace

void pbkdf2_hmac_sha512(BytesView password, BytesView salt, std::uint32_t iterations,
                        MutableBytes out) noexcept {
  const BurnStackOnExit burn;
  HmacStates<Sha512> key(password);
  const WipeOnExit guard(key);
  for (std::uint32_t index = 1; !out.empty(); ++index) {
    std::array<std::uint8_t, 4> number{};
    store_be(number.data(), index);
    Sha512Digest value = hmac_parts(key, {salt, number});
    const WipeOnExit value_guard(value);
    derive_block(key, value, iterations);
    const std::size_t count = std::min(out.size(), value.size());
    std::memcpy(out.data(), value.data(), count);
    out = out.subspan(count);
  }
}

}  // namespace strata::crypto
