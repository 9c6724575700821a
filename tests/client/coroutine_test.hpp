// Runs coroutines in tests.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

namespace strata::testing_support {

/// Runs the context until the coroutine ends; rethrows what it throws. A coroutine that does not
/// end within ten seconds fails the test.
inline void run(asio::io_context& context, asio::awaitable<void> coroutine) {
  std::optional<std::exception_ptr> end;
  asio::co_spawn(context, std::move(coroutine),
                 [&end](std::exception_ptr failure) { end = failure; });
  context.restart();
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  while (!end && std::chrono::steady_clock::now() < give_up) {
    if (context.run_one_until(give_up) == 0) break;
  }
  if (!end) throw std::runtime_error("the coroutine did not end");
  if (*end) std::rethrow_exception(*end);
}

/// Lets other coroutines run.
inline asio::awaitable<void> yield() {
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
}

/// Lets the threads of the other side run for a moment; for polling what they have done.
inline asio::awaitable<void> tick() {
  asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::milliseconds{1});
  co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace strata::testing_support
