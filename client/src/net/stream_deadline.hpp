// StreamDeadline: what is done over a stream has a limit in time.
#pragma once

#include "strata/client/stream.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <system_error>

namespace strata::detail {

/// Aborts a stream when its time is over. On the stream's executor.
class StreamDeadline {
 public:
  StreamDeadline(const asio::any_io_executor& executor, Stream& stream,
                 std::chrono::milliseconds limit)
      : state_(std::make_shared<State>(&stream)), timer_(executor, limit) {
    timer_.async_wait([state = state_](const std::error_code& cancelled) {
      if (cancelled || state->stream == nullptr) return;
      state->has_passed = true;
      state->stream->abort();
    });
  }
  StreamDeadline(const StreamDeadline&) = delete;
  StreamDeadline& operator=(const StreamDeadline&) = delete;
  ~StreamDeadline() { state_->stream = nullptr; }

  [[nodiscard]] bool has_passed() const noexcept { return state_->has_passed; }

 private:
  struct State {
    explicit State(Stream* watched) : stream(watched) {}
    Stream* stream;
    bool has_passed = false;
  };

  std::shared_ptr<State> state_;
  asio::steady_timer timer_;
};

}  // namespace strata::detail
