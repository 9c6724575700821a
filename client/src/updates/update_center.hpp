// UpdateCenter: receives raw updates and feeds the stream, in order and without holes.
#pragma once

#include "net/async_event.hpp"
#include "updates/channel_schedule.hpp"
#include "updates/difference_content.hpp"
#include "updates/difference_procedure.hpp"
#include "updates/envelope_reader.hpp"
#include "updates/message_boxes.hpp"
#include "updates/update_queue.hpp"

#include "strata/client/invoker.hpp"
#include "strata/client/update_sink.hpp"
#include "strata/client/update_stream.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace strata::updates {

/// Settings that only tests change.
struct CenterLimits {
  DifferenceLimits difference{};
  /// A box from which nothing is heard so long is asked for its difference (E-14).
  std::chrono::nanoseconds silence = std::chrono::minutes{15};
  std::size_t held_envelopes = 1000;  ///< while the first state is fetched
};

/// The update engine with its I/O:
///
/// ```
///   on_updates ─ decode ─ harvest peers ─┐                        ┌─ Deliver ─→ UpdateQueue ─ next
///   on_answer (own calls) ── harvest ────┴→ feed ─→ MessageBoxes ─┼─ FetchDifference ─→ coroutine
///   on_gap, deadlines ───────────────────────────→              └─ FetchState ─→ coroutine
/// ```
///
/// Everything but start, close, is_closed and strand happens on the client's strand. The center
/// does not keep the client alive.
class UpdateCenter final : public UpdateSink, public std::enable_shared_from_this<UpdateCenter> {
 public:
  UpdateCenter(const std::shared_ptr<Invoker>& invoker, const UpdateOptions& options,
               const CenterLimits& limits = {});

  // From any thread.
  void start();
  void close();
  [[nodiscard]] bool is_closed() const noexcept { return closed_; }
  [[nodiscard]] const asio::any_io_executor& strand() const noexcept { return strand_; }

  void on_updates(BytesView body) override;
  void on_gap(UpdateGap reason) override;
  void on_closed() override;

  /// An answer to a call of ours; its peers are harvested already (E-07).
  void on_answer(const DecodedUpdates& answer);
  /// A message that a call of ours sent, when the answer does not repeat it.
  void on_sent(const Message& message, std::int32_t pts, std::int32_t count);
  void on_affected(BoxId box, std::int32_t pts, std::int32_t count);
  /// Takes the server's state; what was under way is dropped.
  void adopt(const UpdateState& state);

  /// The next update for the application, see UpdateStream::next.
  static asio::awaitable<std::optional<Update>> next(std::shared_ptr<UpdateCenter> self);

  // For the coroutines that fetch.
  [[nodiscard]] const CenterLimits& limits() const noexcept { return limits_; }
  [[nodiscard]] MessageBoxes& boxes() noexcept { return boxes_; }
  [[nodiscard]] const std::weak_ptr<Invoker>& weak_invoker() const noexcept { return invoker_; }
  [[nodiscard]] std::chrono::nanoseconds time() const;
  /// Changes when a new state makes what is being fetched worthless.
  [[nodiscard]] int epoch() const noexcept { return epoch_; }
  [[nodiscard]] bool is_current(int epoch) const noexcept { return !closed_ && epoch == epoch_; }
  void harvest(const PeerViews& peers);
  void execute(BoxActions actions);
  /// Delivers a part of a difference and lets the other boxes judge what belongs to them.
  void deliver(const DifferenceContent& content, std::size_t bytes);
  void report_lost(std::optional<std::int64_t> channel);
  /// Stores what was reached, after the deliveries before it.
  void note(const Progress& progress);
  void fetch_state();
  /// updates.getState has answered.
  void on_state(const UpdateState& state);
  void channel_fetched(std::int64_t channel);
  /// Its access hash is not known yet.
  void postpone_channel(std::int64_t channel);
  /// Ends the reception: `next` gives what waits, then throws `reason`.
  void fail(const Error& reason);
  /// Waits until the application has taken enough out, or the center is closed.
  static asio::awaitable<void> wait_for_room(std::shared_ptr<UpdateCenter> self);
  /// Waits that long, or until the center is closed.
  static asio::awaitable<void> pause(std::shared_ptr<UpdateCenter> self,
                                     std::chrono::nanoseconds time);

 private:
  static asio::awaitable<void> watch_time(std::shared_ptr<UpdateCenter> self);
  [[nodiscard]] detail::AsyncEvent::TimePoint next_deadline() const;
  void begin();
  void end();
  void feed(EnvelopeContent content);
  void judge(EnvelopeContent content);
  void on_first_state(UpdateState state);
  void take_up_again();
  void start_channels();
  void note_position();
  void store(const Progress& progress);
  void enqueue(BoxId box, std::int32_t pts, Payload payload, std::size_t bytes, Progress progress);

  std::weak_ptr<Invoker> invoker_;
  asio::any_io_executor strand_;
  UpdateOptions options_;
  CenterLimits limits_;

  MessageBoxes boxes_;
  UpdateQueue queue_;
  ChannelSchedule channels_;
  std::vector<EnvelopeContent> held_;  ///< what came before the first state
  std::optional<Error> failure_;
  UpdateState noted_;  ///< the position that was noted last
  std::chrono::nanoseconds heard_at_{0};
  int epoch_ = 0;
  bool begun_ = false;
  bool ready_ = false;  ///< there is a state to judge by
  bool fetching_state_ = false;
  bool missed_ = false;  ///< something came while the queue was full

  detail::AsyncEvent time_changed_;
  detail::AsyncEvent room_;
  detail::AsyncEvent ended_;
  std::atomic<bool> closed_{false};
};

/// Fetch what MessageBoxes asked for and bring it to the center. Run on its strand.
asio::awaitable<void> fetch_common_difference(std::shared_ptr<UpdateCenter> center);
asio::awaitable<void> fetch_channel_difference(std::shared_ptr<UpdateCenter> center,
                                               std::int64_t channel);
asio::awaitable<void> fetch_update_state(std::shared_ptr<UpdateCenter> center);

}  // namespace strata::updates
