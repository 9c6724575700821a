// AsyncQueue: a bounded queue between coroutines of one strand.
#pragma once

#include "net/async_event.hpp"

#include <asio/awaitable.hpp>
#include <asio/this_coro.hpp>

#include <cstddef>
#include <deque>
#include <limits>
#include <optional>
#include <utility>

namespace strata::detail {

/// Any number of producers and consumers; everything happens on one strand.
/// An element is taken out only by a `pop` that returns it, so a cancelled `pop` loses nothing.
template <class T>
class AsyncQueue {
 public:
  explicit AsyncQueue(std::size_t capacity = std::numeric_limits<std::size_t>::max())
      : capacity_(capacity) {}

  /// Appends, or refuses when the queue is full or closed.
  bool push(T value) {
    if (closed_ || items_.size() >= capacity_) return false;
    items_.push_back(std::move(value));
    filled_.notify();
    return true;
  }

  /// The oldest element, waiting for one if need be; nothing once the queue is closed and empty.
  /// *Throws* Cancelled.
  asio::awaitable<std::optional<T>> pop() {
    while (items_.empty() && !closed_) {
      check_cancelled(co_await asio::this_coro::cancellation_state);
      co_await filled_.wait();
      check_cancelled(co_await asio::this_coro::cancellation_state);
    }
    co_return try_pop();
  }

  /// The oldest element, if there is one.
  std::optional<T> try_pop() {
    if (items_.empty()) return std::nullopt;
    std::optional<T> oldest(std::move(items_.front()));
    items_.pop_front();
    return oldest;
  }

  /// Takes no more elements; those inside can still be popped.
  void close() {
    closed_ = true;
    filled_.notify();
  }

  [[nodiscard]] std::size_t size() const noexcept { return items_.size(); }
  [[nodiscard]] bool is_closed() const noexcept { return closed_; }

 private:
  std::deque<T> items_;
  AsyncEvent filled_;
  std::size_t capacity_;
  bool closed_ = false;
};

}  // namespace strata::detail
