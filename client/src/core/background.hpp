// run_in_background: slow work on another executor, awaited from a strand.
#pragma once

#include "net/async_event.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/post.hpp>
#include <asio/this_coro.hpp>

#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

namespace strata::detail {

/// Shared by the worker thread, which fills it, and the coroutine, which may be gone by then: its
/// executor is only touched while the coroutine exists, so the two may end in either order.
template <class R>
class BackgroundTask {
 public:
  void finish(std::optional<R> value, std::exception_ptr failure, asio::any_io_executor owner,
              std::shared_ptr<BackgroundTask> self) {
    const std::lock_guard lock(mutex_);
    if (abandoned_) return;
    value_ = std::move(value);
    failure_ = std::move(failure);
    asio::post(owner, [self = std::move(self)] {
      self->done_ = true;
      self->event_.notify();
    });
  }

  void abandon() {
    const std::lock_guard lock(mutex_);
    abandoned_ = true;
  }

  asio::awaitable<void> wait() {
    while (!done_) co_await event_.wait();
  }

  R take() {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return std::move(*value_);
  }

 private:
  std::mutex mutex_;
  bool abandoned_ = false;
  std::optional<R> value_;
  std::exception_ptr failure_;
  AsyncEvent event_;   // on the owner's strand only
  bool done_ = false;  // on the owner's strand only
};

/// Marks the task as abandoned when the coroutine that waits for it goes.
template <class R>
class BackgroundOwner {
 public:
  explicit BackgroundOwner(std::shared_ptr<BackgroundTask<R>> task) : task_(std::move(task)) {}
  BackgroundOwner(const BackgroundOwner&) = delete;
  BackgroundOwner& operator=(const BackgroundOwner&) = delete;
  ~BackgroundOwner() { task_->abandon(); }

 private:
  std::shared_ptr<BackgroundTask<R>> task_;
};

/// Calls `work` on `worker` and returns what it returns (not void) or throws what it throws. Not
/// cancellable: the wait goes on until the work is done. Take `work` from a named variable.
template <class Work>
asio::awaitable<std::invoke_result_t<Work&>> run_in_background(asio::any_io_executor worker,
                                                               Work work) {
  using R = std::invoke_result_t<Work&>;
  const auto task = std::make_shared<BackgroundTask<R>>();
  const BackgroundOwner<R> owner(task);
  const asio::any_io_executor strand = co_await asio::this_coro::executor;
  asio::post(worker, [task, strand, work = std::move(work)]() mutable {
    std::optional<R> value;
    std::exception_ptr failure;
    try {
      value.emplace(work());
    } catch (...) {
      failure = std::current_exception();
    }
    task->finish(std::move(value), std::move(failure), strand, task);
  });
  co_await task->wait();
  co_return task->take();
}

}  // namespace strata::detail
