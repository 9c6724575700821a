// Memory for secrets: wiped when it is left, compared without a timing trace.
#pragma once

#include "strata/base/bytes.hpp"

#include <memory>
#include <utility>

namespace strata::crypto {

/// Overwrites `secret` with zeros; the compiler cannot drop it.
void wipe(MutableBytes secret) noexcept;

/// Whether both have the same length and content. The time depends on the lengths only.
/// Every comparison of a value that derives from a secret goes through here (G-04).
[[nodiscard]] bool constant_time_equal(BytesView a, BytesView b) noexcept;

/// Exactly `N` bytes of secret. Starts as zeros; moving wipes the source, destruction wipes the
/// rest; copies are made only by asking for them.
template <std::size_t N>
class SecureArray {
 public:
  SecureArray() noexcept = default;
  explicit SecureArray(std::span<const std::uint8_t, N> from) noexcept {
    std::memcpy(bytes_.data(), from.data(), N);
  }
  SecureArray(SecureArray&& other) noexcept : bytes_(other.bytes_) { other.clear(); }
  SecureArray& operator=(SecureArray&& other) noexcept {
    if (this != &other) {
      bytes_ = other.bytes_;
      other.clear();
    }
    return *this;
  }
  SecureArray(const SecureArray&) = delete;
  SecureArray& operator=(const SecureArray&) = delete;
  ~SecureArray() { clear(); }

  [[nodiscard]] SecureArray clone() const noexcept { return SecureArray(view()); }
  void clear() noexcept {
    bytes_.fill(0);
    // The compiler has to believe that the zeros are read.
    asm volatile("" : : "r"(bytes_.data()) : "memory");
  }

  [[nodiscard]] static constexpr std::size_t size() noexcept { return N; }
  [[nodiscard]] std::uint8_t* data() noexcept { return bytes_.data(); }
  [[nodiscard]] const std::uint8_t* data() const noexcept { return bytes_.data(); }
  [[nodiscard]] std::span<const std::uint8_t, N> view() const noexcept { return bytes_; }
  [[nodiscard]] std::span<std::uint8_t, N> span() noexcept { return bytes_; }

  // Secrets are passed on as views, like any other bytes.
  operator std::span<const std::uint8_t, N>() const noexcept { return bytes_; }
  operator BytesView() const noexcept { return bytes_; }

 private:
  std::array<std::uint8_t, N> bytes_{};
};

/// Secret bytes whose number is known at run time. The size is fixed at construction, so that no
/// growth leaves a copy behind.
class SecureBytes {
 public:
  SecureBytes() noexcept = default;
  /// `size` zero bytes.
  explicit SecureBytes(std::size_t size)
      : bytes_(std::make_unique<std::uint8_t[]>(size)), size_(size) {}
  explicit SecureBytes(BytesView from) : SecureBytes(from.size()) {
    if (!from.empty()) std::memcpy(bytes_.get(), from.data(), from.size());
  }
  SecureBytes(SecureBytes&& other) noexcept
      : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}
  SecureBytes& operator=(SecureBytes&& other) noexcept {
    if (this != &other) {
      clear();
      bytes_ = std::move(other.bytes_);
      size_ = std::exchange(other.size_, 0);
    }
    return *this;
  }
  SecureBytes(const SecureBytes&) = delete;
  SecureBytes& operator=(const SecureBytes&) = delete;
  ~SecureBytes() { clear(); }

  [[nodiscard]] SecureBytes clone() const { return SecureBytes(view()); }
  /// Wipes and releases the bytes.
  void clear() noexcept {
    wipe(span());
    bytes_.reset();
    size_ = 0;
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] std::uint8_t* data() noexcept { return bytes_.get(); }
  [[nodiscard]] const std::uint8_t* data() const noexcept { return bytes_.get(); }
  [[nodiscard]] BytesView view() const noexcept { return {bytes_.get(), size_}; }
  [[nodiscard]] MutableBytes span() noexcept { return {bytes_.get(), size_}; }

  operator BytesView() const noexcept { return view(); }

 private:
  std::unique_ptr<std::uint8_t[]> bytes_;
  std::size_t size_ = 0;
};

}  // namespace strata::crypto
