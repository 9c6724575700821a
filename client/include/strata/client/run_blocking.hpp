// run_blocking: client operations from code that is no coroutine.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace strata {

namespace detail {
struct NoValue {};

template <class T>
using Slot = std::optional<std::conditional_t<std::is_void_v<T>, NoValue, T>>;

template <class T>
asio::awaitable<void> store_result(asio::awaitable<T> operation, Slot<T>& slot) {
  if constexpr (std::is_void_v<T>) {
    co_await std::move(operation);
    slot.emplace();
  } else {
    slot.emplace(co_await std::move(operation));
  }
}
}  // namespace detail

/// Runs `context` in this thread until `operation` is done and gives its value or throws its error.
/// Other work of the context goes on meanwhile, and stands still between two calls.
///
/// ```
/// asio::io_context io;
/// Client client = run_blocking(io, Client::builder().api_id(…).api_hash(…).connect());
/// ```
template <class T>
T run_blocking(asio::io_context& context, asio::awaitable<T> operation) {
  detail::Slot<T> slot;
  std::optional<std::exception_ptr> end;
  asio::co_spawn(context, detail::store_result(std::move(operation), slot),
                 [&end](std::exception_ptr failure) { end = failure; });
  context.restart();
  while (!end) context.run_one();
  if (*end) std::rethrow_exception(*end);
  if constexpr (!std::is_void_v<T>) return std::move(*slot);
}

}  // namespace strata
