// Randomness for a task: drawn beforehand, so that the task touches nothing it shares.
#pragma once

#include "strata/crypto/aes_ctr.hpp"
#include "strata/crypto/random.hpp"
#include "strata/crypto/secure.hpp"

#include <cstdint>

namespace strata::mtproto {

/// Gives the bytes drawn at construction first, then a stream keyed with other bytes drawn then:
/// a task may need thousands (primality bases) but usually needs just one exponent.
class TaskRandom final : public crypto::RandomSource {
 public:
  explicit TaskRandom(crypto::RandomSource& random);

  void fill(MutableBytes out) override;

 private:
  static constexpr std::size_t exponent_size = 256;

  static crypto::Aes256Ctr make_stream(crypto::RandomSource& random);

  crypto::SecureArray<exponent_size> drawn_;
  std::size_t used_ = 0;
  crypto::Aes256Ctr stream_;
};

}  // namespace strata::mtproto
