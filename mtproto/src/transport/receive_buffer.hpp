// The bytes that have arrived and are not consumed yet, in one piece, reserved no faster than sent.
#pragma once

#include "strata/base/bytes.hpp"

#include <cstddef>
#include <memory>

namespace strata::mtproto {

/// ```
///   | consumed | unread … | space for the socket |
///              ^ begin    ^ end                  ^ capacity
/// ```
/// Consumed bytes stay where they are until the next prepare(), so that payloads alias them. Memory
/// that is given back is wiped: packets are decrypted where they arrived.
class ReceiveBuffer {
 public:
  ReceiveBuffer() = default;
  ReceiveBuffer(const ReceiveBuffer&) = delete;
  ReceiveBuffer& operator=(const ReceiveBuffer&) = delete;
  ~ReceiveBuffer();

  /// Space behind the unread bytes: `at_least` bytes (within 1 and limits::receive_growth), or if
  /// `expected` unread bytes are awaited in all, what is left of the space that was reserved for
  /// them, at least one byte; it grows as the rule allows when that is used up.
  [[nodiscard]] MutableBytes prepare(std::size_t at_least, std::size_t expected);

  /// `count` bytes of the last prepare()'s space are filled.
  void commit(std::size_t count) noexcept;

  [[nodiscard]] MutableBytes unread() const noexcept {
    return {storage_.get() + begin_, end_ - begin_};
  }

  /// Removes `count` bytes (at most all) from the front of the unread ones.
  void consume(std::size_t count) noexcept;

  [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }

 private:
  void move_to(std::unique_ptr<std::uint8_t[]> storage, std::size_t capacity);

  std::unique_ptr<std::uint8_t[]> storage_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace strata::mtproto
