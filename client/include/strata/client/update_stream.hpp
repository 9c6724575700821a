// UpdateStream: where an application reads its updates from.
#pragma once

#include "strata/client/update.hpp"

#include <asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>

namespace strata {

namespace updates {
class UpdateCenter;
}

/// How updates are received; every setter returns the object, so that they chain.
class UpdateOptions {
 public:
  UpdateOptions() noexcept {}

  /// Starts with what happened since the stored session was used last. Default: off, what happened
  /// while the program did not run is skipped.
  UpdateOptions& catch_up(bool on = true) noexcept {
    catch_up_ = on;
    return *this;
  }
  /// Updates that may wait for the application. When they are more, nothing is taken in until half
  /// of them are gone; what was missed meanwhile is then fetched from the server. Default: 10 000.
  UpdateOptions& queue_limit(std::size_t updates) noexcept {
    queue_limit_ = updates;
    return *this;
  }
  /// The same in bytes on the wire. Default: 64 MiB.
  UpdateOptions& queue_bytes(std::size_t bytes) noexcept {
    queue_bytes_ = bytes;
    return *this;
  }
  /// How long a missing update is waited for before the difference is fetched. Default: 0.5 s.
  UpdateOptions& gap_wait(std::chrono::milliseconds time) noexcept {
    gap_wait_ = time;
    return *this;
  }

  [[nodiscard]] bool catch_up() const noexcept { return catch_up_; }
  [[nodiscard]] std::size_t queue_limit() const noexcept { return queue_limit_; }
  [[nodiscard]] std::size_t queue_bytes() const noexcept { return queue_bytes_; }
  [[nodiscard]] std::chrono::milliseconds gap_wait() const noexcept { return gap_wait_; }

 private:
  bool catch_up_ = false;
  std::size_t queue_limit_ = 10'000;
  std::size_t queue_bytes_ = std::size_t{64} << 20U;
  std::chrono::milliseconds gap_wait_{500};
};

/// The account's updates in order, each once. Movable; destroying it ends the reception.
///
/// ```
/// UpdateStream stream = client.stream_updates();
/// while (std::optional<Update> update = co_await stream.next()) …
/// ```
class UpdateStream {
 public:
  explicit UpdateStream(std::shared_ptr<updates::UpdateCenter> center) noexcept;
  UpdateStream(UpdateStream&&) noexcept = default;
  UpdateStream& operator=(UpdateStream&& other) noexcept;
  ~UpdateStream();

  /// The next update; nothing once the client is closed, ever again. Calling it says that the
  /// update before was dealt with: the stored session remembers so, and after a crash the
  /// reception goes on behind it (E-50).
  ///
  /// *Throws* the reason when updates cannot be received any more (logged out).
  /// *Cancellation*: throws Cancelled; no update is lost. *Threads*: any, one caller at a time.
  asio::awaitable<std::optional<Update>> next();

  /// Ends the reception; `next` gives what still waits, then nothing.
  void close();

 private:
  std::shared_ptr<updates::UpdateCenter> center_;
};

}  // namespace strata
