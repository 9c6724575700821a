// SecretText: a code, password or token that is wiped when it goes.
#pragma once

#include "strata/crypto/secure.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace strata::auth {

/// Takes over a caller's string; whatever way the operation ends, the memory is wiped.
class SecretText {
 public:
  explicit SecretText(std::string text) noexcept : text_(std::move(text)) {}
  SecretText(SecretText&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;
  ~SecretText() { wipe(); }

  [[nodiscard]] std::string_view view() const noexcept { return text_; }

 private:
  void wipe() noexcept {
    // The whole capacity: short texts stand in the object itself and leave a copy when moved from.
    text_.resize(text_.capacity());
    crypto::wipe(as_writable(text_));
    text_.clear();
  }
  static MutableBytes as_writable(std::string& text) noexcept {
    return {reinterpret_cast<std::uint8_t*>(text.data()), text.size()};
  }

  std::string text_;
};

}  // namespace strata::auth
