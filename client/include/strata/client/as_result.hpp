// as_result: turns an operation that throws into one that returns a Result.
#pragma once

#include "strata/base/result.hpp"

#include <asio/awaitable.hpp>

#include <exception>
#include <utility>

namespace strata {

/// The Error inside any exception that a client operation can end with: an Error as it is,
/// cancellation by Asio as Cancelled, another std::system_error with its code, the rest rethrown.
[[nodiscard]] Error error_from(std::exception_ptr exception);

/// `Result<Message> sent = co_await as_result(client.send_message(peer, "hi"));`
///
/// RpcError::from(result.error()) finds what Telegram answered.
template <class T>
asio::awaitable<Result<T>> as_result(asio::awaitable<T> operation) {
  std::exception_ptr failure;
  try {
    if constexpr (std::is_void_v<T>) {
      co_await std::move(operation);
      co_return Result<T>();
    } else {
      T value = co_await std::move(operation);
      co_return Result<T>(std::move(value));
    }
  } catch (...) {
    failure = std::current_exception();
  }
  co_return fail(error_from(std::move(failure)));
}

}  // namespace strata
