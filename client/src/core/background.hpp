// run_in_background: slow work on another executor.
#pragma once

#include "net/arrival.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/post.hpp>
#include <asio/this_coro.hpp>

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

namespace strata::detail {

/// Work on its way, shared by the worker thread and the coroutine that waits. The coroutine may go
/// at any time, and with it the io_context it ran on. So whatever may know of that context, which
/// is the work and the executor to go on, is gone before the coroutine is; the worker keeps an
/// empty shell.
///
/// ```
///   queued ──run──▶ running ──▶ finished       abandon: queued ▶ abandoned, the work never starts;
///      └──abandon──▶ abandoned                          running ▶ waits for finished
/// ```
template <class Work>
class BackgroundTask {
 public:
  using Value = std::invoke_result_t<Work&>;

  BackgroundTask(Work work, asio::any_io_executor owner)
      : work_(std::move(work)), arrival_(std::move(owner)) {}

  /// On the worker.
  void run() {
    if (!begin()) return;
    try {
      value_.emplace((*work_)());
    } catch (...) {
      failure_ = std::current_exception();
    }
    work_.reset();
    finish();
  }

  /// When the coroutine goes, on its thread.
  void abandon() {
    std::unique_lock lock(mutex_);
    finished_.wait(lock, [this] { return state_ != State::running; });
    arrival_.abandon();
    if (state_ != State::queued) return;
    state_ = State::abandoned;
    work_.reset();
  }

  asio::awaitable<void> wait() {
    while (!arrival_.has_happened()) co_await arrival_.wait();
  }

  Value take() {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    return std::move(*value_);
  }

 private:
  enum class State { queued, running, finished, abandoned };

  bool begin() {
    const std::lock_guard lock(mutex_);
    if (state_ != State::queued) return false;
    state_ = State::running;
    return true;
  }

  void finish() {
    const std::lock_guard lock(mutex_);
    arrival_.announce();
    state_ = State::finished;
    finished_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable finished_;
  State state_ = State::queued;
  std::optional<Work> work_;    // the worker's while it runs
  std::optional<Value> value_;  // the worker's, then the coroutine's
  std::exception_ptr failure_;  // the worker's, then the coroutine's
  Arrival arrival_;
};

/// Abandons the task when the coroutine that waits for it goes.
template <class Work>
class BackgroundOwner {
 public:
  explicit BackgroundOwner(std::shared_ptr<BackgroundTask<Work>> task) : task_(std::move(task)) {}
  BackgroundOwner(const BackgroundOwner&) = delete;
  BackgroundOwner& operator=(const BackgroundOwner&) = delete;
  ~BackgroundOwner() { task_->abandon(); }

 private:
  std::shared_ptr<BackgroundTask<Work>> task_;
};

/// Calls `work` on `worker` and, on the caller's executor whichever that is, returns what it
/// returns (not void) or throws what it throws. Not cancellable: the wait goes on until the work is
/// done, and who destroys the coroutine meanwhile (by destroying its context) waits as long. Take
/// `work` from a named variable.
template <class Work>
asio::awaitable<std::invoke_result_t<Work&>> run_in_background(asio::any_io_executor worker,
                                                               Work work) {
  const asio::any_io_executor own = co_await asio::this_coro::executor;
  const auto task = std::make_shared<BackgroundTask<Work>>(std::move(work), own);
  const BackgroundOwner<Work> owner(task);
  asio::post(worker, [task] { task->run(); });
  co_await task->wait();
  co_return task->take();
}

}  // namespace strata::detail
