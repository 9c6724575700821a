// The growth of the receive buffer: bounded by what has arrived, never by what a length claims.
#include "transport/receive_buffer.hpp"

#include "strata/crypto/secure.hpp"
#include "strata/mtproto/limits.hpp"

#include <algorithm>

namespace strata::mtproto {
namespace {

struct Space {
  std::size_t least;  // with less, memory is moved or reserved
  std::size_t most;   // what is reserved then
};

// Spec: our rule C-25: a 16 MiB length with no data behind it costs nothing. A long frame doubles
// what has arrived each time all of its space is used up, so that it is moved a few times and not
// once for every segment.
Space wanted_space(std::size_t unread, std::size_t at_least, std::size_t expected) {
  const std::size_t space = std::clamp<std::size_t>(at_least, 1, limits::receive_growth);
  if (expected <= unread) return {space, space};
  const std::size_t missing = expected - unread;
  const std::size_t growth = std::max(limits::receive_growth, unread);
  return {1, std::min(missing, growth)};
}

}  // namespace

MutableBytes ReceiveBuffer::prepare(std::size_t at_least, std::size_t expected) {
  const std::size_t unread = end_ - begin_;
  if (unread == 0) {
    begin_ = end_ = 0;
    if (capacity_ > limits::receive_retained) move_to(nullptr, 0);
  }
  const Space wanted = wanted_space(unread, at_least, expected);
  if (capacity_ - end_ < wanted.least) {
    if (capacity_ - unread >= wanted.most) {
      std::memmove(storage_.get(), storage_.get() + begin_, unread);
      begin_ = 0;
      end_ = unread;
    } else {
      const std::size_t capacity = unread + wanted.most;
      move_to(std::make_unique_for_overwrite<std::uint8_t[]>(capacity), capacity);
    }
  }
  return {storage_.get() + end_, capacity_ - end_};
}

void ReceiveBuffer::move_to(std::unique_ptr<std::uint8_t[]> storage, std::size_t capacity) {
  const std::size_t unread = end_ - begin_;
  if (unread > 0) std::memcpy(storage.get(), storage_.get() + begin_, unread);
  crypto::wipe({storage_.get(), capacity_});
  storage_ = std::move(storage);
  capacity_ = capacity;
  begin_ = 0;
  end_ = unread;
}

// Packets were decrypted here in place (G-03).
ReceiveBuffer::~ReceiveBuffer() { crypto::wipe({storage_.get(), capacity_}); }

void ReceiveBuffer::commit(std::size_t count) noexcept {
  end_ += std::min(count, capacity_ - end_);
}

void ReceiveBuffer::consume(std::size_t count) noexcept {
  begin_ += std::min(count, end_ - begin_);
}

}  // namespace strata::mtproto
