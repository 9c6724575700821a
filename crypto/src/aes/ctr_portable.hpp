// AES-256-CTR over the portable cipher.
#pragma once

#include "aes/portable_aes.hpp"

#include "strata/crypto/secure.hpp"

#include <algorithm>

namespace strata::crypto {

/// A key stream in pieces of any size; the counter is one big-endian 128-bit number.
class PortableCtr {
 public:
  PortableCtr(const std::uint8_t* key, std::span<const std::uint8_t, 16> iv) noexcept : aes_(key) {
    std::copy(iv.begin(), iv.end(), counter_.begin());
  }
  ~PortableCtr() { wipe(key_stream_); }
  PortableCtr(const PortableCtr&) = delete;
  PortableCtr& operator=(const PortableCtr&) = delete;

  void apply(MutableBytes data) noexcept {
    for (std::uint8_t& byte : data) {
      if (used_ == key_stream_.size()) next_block();
      byte ^= key_stream_[used_++];
    }
  }

 private:
  void next_block() noexcept {
    key_stream_ = counter_;
    aes_.encrypt(key_stream_);
    used_ = 0;
    for (std::size_t i = counter_.size(); i-- > 0 && ++counter_[i] == 0;) {
    }
  }

  PortableAes aes_;
  Block counter_{};
  Block key_stream_{};
  std::size_t used_ = 16;
};

}  // namespace strata::crypto
