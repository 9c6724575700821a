// All sequences of one account: judges whole envelopes and says what to deliver and what to fetch.
#pragma once

#include "updates/sequence_box.hpp"

#include "strata/client/session_data.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace strata::updates {

/// The update engine's ordering part, without I/O and without a clock: envelopes in, actions out.
///
/// The owner executes the actions in order, calls back when a difference has been applied, and
/// calls `on_deadline` at `deadline()`. Deliveries of one box are in pts order; each update is
/// delivered once for one course of the program.
// Spec: core.telegram.org/api/updates (E-01 … E-14)
class MessageBoxes {
 public:
  explicit MessageBoxes(const UpdateState& state, BoxLimits limits = {});
  MessageBoxes(const MessageBoxes&) = delete;
  MessageBoxes& operator=(const MessageBoxes&) = delete;

  /// Judges an envelope. Members with a number of their own go to their boxes first, by position;
  /// then the envelope's seq decides about the rest.
  [[nodiscard]] BoxActions on_envelope(std::chrono::nanoseconds now, Envelope envelope);

  /// An answer to a call of ours says that it moved a box (messages.affectedMessages, E-07).
  [[nodiscard]] BoxActions on_affected(std::chrono::nanoseconds now, BoxId box, std::int32_t pts,
                                       std::int32_t count);

  /// updateChannelTooLong: a difference is needed if we follow the channel and are behind (E-06).
  [[nodiscard]] BoxActions on_channel_too_long(std::int64_t channel,
                                               std::optional<std::int32_t> pts);

  /// A difference is needed for another reason: a new session, something unreadable (E-14).
  [[nodiscard]] BoxActions on_gap(BoxId box);

  /// A part of the difference of the common box was applied; more follows, nothing is let through.
  void common_slice_applied(const UpdateState& state);
  /// The same for a channel.
  void channel_slice_applied(std::int64_t channel, std::int32_t pts);

  /// The difference of the common box (which covers qts and seq) was applied up to `state`.
  [[nodiscard]] BoxActions common_difference_applied(std::chrono::nanoseconds now,
                                                     const UpdateState& state);
  /// The difference of a channel was applied up to `pts`.
  [[nodiscard]] BoxActions channel_difference_applied(std::chrono::nanoseconds now,
                                                      std::int64_t channel, std::int32_t pts);
  /// It failed for good; the box may ask again.
  void difference_failed(BoxId box);
  /// The channel cannot be read any more (left, banned, private): forgets its box (E-34).
  void forget_channel(std::int64_t channel);

  /// Takes the state as the server gave it (updates.getState); what waited is dropped.
  void restore(const UpdateState& state);

  [[nodiscard]] std::optional<std::chrono::nanoseconds> deadline() const;
  [[nodiscard]] BoxActions on_deadline(std::chrono::nanoseconds now);

  /// How far every sequence was applied, to be persisted after the deliveries (E-50).
  [[nodiscard]] UpdateState state() const;
  /// The same without the channels.
  [[nodiscard]] UpdateState common_state() const;
  /// The position of a channel that is followed.
  [[nodiscard]] std::optional<std::int32_t> channel_pts(std::int64_t channel) const;
  [[nodiscard]] bool is_fetching(BoxId box) const;

 private:
  SequenceBox& box(BoxId id, const UpdateItem& first);
  void accept(std::chrono::nanoseconds now, UpdateItem item, BoxActions& actions);
  void ask_common_instead(std::size_t from, BoxActions& actions);
  void judge_seq(std::chrono::nanoseconds now, Envelope envelope, BoxActions& actions);
  void deliver_all(const Envelope& envelope, BoxActions& actions);
  void hold(std::chrono::nanoseconds now, Envelope envelope, BoxActions& actions);
  void retry_envelopes(std::chrono::nanoseconds now, BoxActions& actions);

  BoxLimits limits_;
  SequenceBox common_;
  SequenceBox secondary_;
  std::map<std::int64_t, SequenceBox> channels_;
  std::int32_t seq_;
  std::int32_t date_;
  std::vector<Envelope> waiting_;  ///< envelopes behind a hole in seq, sorted by seq_start
  std::optional<std::chrono::nanoseconds> seq_hole_since_;
};

}  // namespace strata::updates
