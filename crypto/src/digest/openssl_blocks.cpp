// The block functions that OpenSSL provides.
#include "digest/blocks.hpp"
#include "digest/openssl_hash.hpp"
#include "digest/sha256_kernel.hpp"
#include "wipe.hpp"

namespace strata::crypto {
namespace {

// The Update functions hash whole blocks in place as long as nothing is pending (`num` is 0).
void openssl_sha256_blocks(Sha256State& state, const std::uint8_t* data,
                           std::size_t blocks) noexcept {
  SHA256_CTX context{};
  const WipeOnExit guard(context);
  std::memcpy(context.h, state.data(), sizeof state);
  SHA256_Update(&context, data, blocks * SHA256_CBLOCK);
  std::memcpy(state.data(), context.h, sizeof state);
}

void openssl_sha256_pair(Sha256State& a, const std::uint8_t* block_a, Sha256State& b,
                         const std::uint8_t* block_b) noexcept {
  openssl_sha256_blocks(a, block_a, 1);
  openssl_sha256_blocks(b, block_b, 1);
}

void openssl_sha256_four(const Sha256Lane* lanes, std::size_t blocks) noexcept {
  for (std::size_t lane = 0; lane < 4; ++lane) {
    openssl_sha256_blocks(*lanes[lane].state, lanes[lane].data, blocks);
  }
}

}  // namespace

const Sha256Kernel& openssl_sha256() noexcept {
  static constexpr Sha256Kernel kernel{"openssl", openssl_sha256_blocks, openssl_sha256_pair,
                                       openssl_sha256_four};
  return kernel;
}

void sha512_blocks(Sha512State& state, const std::uint8_t* data, std::size_t blocks) noexcept {
  SHA512_CTX context{};
  const WipeOnExit guard(context);
  std::memcpy(context.h, state.data(), sizeof state);
  SHA512_Update(&context, data, blocks * SHA512_CBLOCK);
  std::memcpy(state.data(), context.h, sizeof state);
}

void sha1_blocks(Sha1State& state, const std::uint8_t* data, std::size_t blocks) noexcept {
  SHA_CTX context{};
  const WipeOnExit guard(context);
  context.h0 = state[0];
  context.h1 = state[1];
  context.h2 = state[2];
  context.h3 = state[3];
  context.h4 = state[4];
  SHA1_Update(&context, data, blocks * SHA_CBLOCK);
  state = {context.h0, context.h1, context.h2, context.h3, context.h4};
}

void md5_blocks(Md5State& state, const std::uint8_t* data, std::size_t blocks) noexcept {
  MD5_CTX context{};
  context.A = state[0];
  context.B = state[1];
  context.C = state[2];
  context.D = state[3];
  MD5_Update(&context, data, blocks * MD5_CBLOCK);
  state = {context.A, context.B, context.C, context.D};
}

}  // namespace strata::crypto
