// UpdateQueue: the bounded way from the message boxes to the application.
#pragma once

#include "net/async_queue.hpp"
#include "updates/progress.hpp"
#include "updates/update_item.hpp"

#include "strata/client/update.hpp"

#include <asio/awaitable.hpp>

#include <cstddef>
#include <optional>
#include <utility>

namespace strata::updates {

/// An update that waits for the application. Without payload it stands for UpdatesLost.
class QueuedUpdate {
 public:
  QueuedUpdate(UpdatePlace place, Payload payload, std::size_t bytes, Progress progress)
      : place_(place),
        payload_(std::move(payload)),
        bytes_(bytes),
        progress_(std::move(progress)) {}

  [[nodiscard]] const UpdatePlace& place() const noexcept { return place_; }
  [[nodiscard]] const Payload& payload() const noexcept { return payload_; }
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }
  /// What may be stored once the application has dealt with it.
  [[nodiscard]] const Progress& progress() const noexcept { return progress_; }

 private:
  UpdatePlace place_;
  Payload payload_;
  std::size_t bytes_;
  Progress progress_;
};

/// Everything happens on one strand. `push` never refuses: who fills it asks `accepts` before it
/// takes in another envelope or answer, so the bound is exceeded by one of them at most.
// Spec: E-50, E-52
class UpdateQueue {
 public:
  UpdateQueue(std::size_t most_updates, std::size_t most_bytes)
      : most_updates_(most_updates), most_bytes_(most_bytes) {}

  /// False once the queue is full, until half of it is taken out.
  [[nodiscard]] bool accepts() const noexcept { return !full_; }

  void push(QueuedUpdate update);

  /// The sequences are this far once everything pushed was dealt with. Gives back what may be
  /// stored at once, because nothing waits or is in the application's hands.
  [[nodiscard]] Progress reached(Progress progress);

  /// The next update, into the application's hands; nothing once closed and empty. *Throws*
  /// Cancelled.
  asio::awaitable<std::optional<QueuedUpdate>> pop();

  /// The application has dealt with what `pop` gave: gives what may be stored.
  [[nodiscard]] Progress take_handled();

  void close() { waiting_.close(); }
  [[nodiscard]] std::size_t size() const noexcept { return waiting_.size(); }

 private:
  void check_fullness() noexcept;

  std::size_t most_updates_;
  std::size_t most_bytes_;
  detail::AsyncQueue<QueuedUpdate> waiting_;
  std::size_t bytes_ = 0;
  bool full_ = false;
  Progress later_;  ///< to be stored with the newest that waits, or is in hand
  std::optional<Progress> in_hand_;
};

}  // namespace strata::updates
