// Slow work beside a strand, and contexts that go while it runs.
#include "core/background.hpp"

#include "client/coroutine_test.hpp"

#include <asio/io_context.hpp>
#include <asio/strand.hpp>
#include <asio/thread_pool.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <stdexcept>
#include <thread>

namespace strata::detail {
namespace {

using testing_support::run;

/// What work may hold: something that must not outlive the context it came from.
using Executor = asio::strand<asio::io_context::executor_type>;

TEST(RunInBackground, GivesWhatTheWorkReturns_OnTheCallersThread) {
  asio::io_context context;
  asio::thread_pool pool(1);
  const auto story = [&]() -> asio::awaitable<void> {
    const auto here = std::this_thread::get_id();
    auto work = [] { return std::this_thread::get_id(); };
    const auto there = co_await run_in_background(pool.get_executor(), std::move(work));
    EXPECT_NE(there, here);
    EXPECT_EQ(std::this_thread::get_id(), here);
  };
  run(context, story());
}

TEST(RunInBackground, MayBeAwaitedOnAPoolOfThreads) {
  asio::thread_pool callers(4);
  asio::thread_pool pool(2);
  std::atomic<int> sum = 0;
  const auto story = [&]() -> asio::awaitable<void> {
    for (int i = 0; i < 100; ++i) {
      auto work = [] { return 1; };
      sum += co_await run_in_background(pool.get_executor(), std::move(work));
    }
  };
  for (int i = 0; i < 8; ++i) asio::co_spawn(callers, story(), asio::detached);
  callers.join();
  EXPECT_EQ(sum, 800);
}

TEST(RunInBackground, ThrowsWhatTheWorkThrows) {
  asio::io_context context;
  asio::thread_pool pool(1);
  const auto story = [&]() -> asio::awaitable<void> {
    auto work = []() -> int { throw std::runtime_error("broken"); };
    co_await run_in_background(pool.get_executor(), std::move(work));
  };
  EXPECT_THROW(run(context, story()), std::runtime_error);
}

TEST(RunInBackground, ContextDestroyedDuringTheWork_NothingOfItIsLeftBehind) {
  auto context = std::make_unique<asio::io_context>();
  asio::thread_pool pool(1);
  std::promise<void> started;
  std::promise<void> released;
  auto held = std::make_shared<Executor>(asio::make_strand(*context));
  const std::weak_ptr<Executor> trace = held;
  const auto story = [&]() -> asio::awaitable<void> {
    auto work = [&, held = std::move(held)] {
      started.set_value();
      released.get_future().wait();
      return held.use_count();
    };
    co_await run_in_background(pool.get_executor(), std::move(work));
  };
  asio::co_spawn(*context, story(), asio::detached);
  context->poll();
  started.get_future().wait();
  // The context waits for the work; something else has to end it.
  std::jthread release([&] { released.set_value(); });
  context.reset();
  EXPECT_TRUE(trace.expired());
}

TEST(RunInBackground, ContextDestroyedBeforeTheWork_NeverStartsIt) {
  auto context = std::make_unique<asio::io_context>();
  asio::io_context worker;
  bool worked = false;
  auto held = std::make_shared<Executor>(asio::make_strand(*context));
  const std::weak_ptr<Executor> trace = held;
  const auto story = [&]() -> asio::awaitable<void> {
    auto work = [&worked, held = std::move(held)] { return worked = true; };
    co_await run_in_background(worker.get_executor(), std::move(work));
  };
  asio::co_spawn(*context, story(), asio::detached);
  context->poll();
  context.reset();
  EXPECT_TRUE(trace.expired());
  worker.run();
  EXPECT_FALSE(worked);
}

}  // namespace
}  // namespace strata::detail
