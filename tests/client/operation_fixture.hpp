// An operation set over a scripted server.
#pragma once

#include "client/coroutine_test.hpp"
#include "client/updates/fake_telegram.hpp"
#include "client/updates/update_samples.hpp"

#include <asio/io_context.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace strata::testing_support {

class OperationFixture : public ::testing::Test {
 protected:
  /// Runs an operation to its end and gives its value; rethrows what it throws.
  template <class T>
  T await(asio::awaitable<T> operation) {
    if constexpr (std::is_void_v<T>) {
      run(context_, std::move(operation));
    } else {
      std::optional<T> value;
      run(context_, keep(std::move(operation), value));
      return *std::move(value);
    }
  }

  /// The request of a call, oldest first; lives as long as the test.
  template <class F>
  const F& request(std::size_t index) {
    auto decoded =
        std::make_shared<tl::Object<F>>(tl::decode<F>(telegram_->request<F>(index)).value());
    kept_.push_back(decoded);
    return **decoded;
  }

  FakeTelegram& telegram() { return *telegram_; }
  const std::shared_ptr<FakeTelegram>& invoker() { return telegram_; }
  Samples& samples() { return samples_; }
  tl::Arena& arena() { return arena_; }

 private:
  template <class T>
  static asio::awaitable<void> keep(asio::awaitable<T> operation, std::optional<T>& value) {
    value.emplace(co_await std::move(operation));
  }

  asio::io_context context_;
  std::shared_ptr<FakeTelegram> telegram_ = std::make_shared<FakeTelegram>(context_);
  Samples samples_;
  tl::Arena arena_;
  std::vector<std::shared_ptr<void>> kept_;
};

}  // namespace strata::testing_support
