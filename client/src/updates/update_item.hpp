// What the message boxes handle: updates with their place in a sequence, and what is to be done.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <variant>
#include <vector>

namespace strata::updates {

/// The sequences that Telegram numbers updates in.
// Spec: core.telegram.org/api/updates#message-related-event-sequences (E-01)
struct BoxId {
  enum class Kind : std::uint8_t {
    none,       ///< the update has no number of its own; its envelope's seq decides
    common,     ///< pts of private chats and small groups
    secondary,  ///< qts: secret chats and some bot events
    channel,    ///< pts of one channel
  };
  Kind kind = Kind::none;
  std::int64_t channel = 0;

  static constexpr BoxId common() noexcept { return {Kind::common, 0}; }
  static constexpr BoxId secondary() noexcept { return {Kind::secondary, 0}; }
  static constexpr BoxId of_channel(std::int64_t id) noexcept { return {Kind::channel, id}; }

  friend auto operator<=>(const BoxId&, const BoxId&) = default;
};

/// The update itself, whatever the owner keeps it as; null for the trace that an answer of ours
/// leaves in a sequence (messages.affectedMessages). The boxes never look inside.
using Payload = std::shared_ptr<const void>;

/// An update and its place.
struct UpdateItem {
  BoxId box;
  std::int32_t pts = 0;    ///< pts or qts after the update
  std::int32_t count = 0;  ///< how many events it stands for; 1 for qts
  /// Typing, login tokens, configuration: delivered whatever the envelope's seq says (E-03).
  bool immediate = false;
  /// Wire size, for the bound of what may wait.
  std::uint32_t bytes = 0;
  Payload payload{};
};

/// The members of one `updates`, `updatesCombined` or `updateShort…` with the envelope's numbers.
struct Envelope {
  std::int32_t seq_start = 0;  ///< 0: no number, nothing to check
  std::int32_t seq = 0;
  std::int32_t date = 0;
  std::vector<UpdateItem> items{};
};

/// Hand the update to the application. `pts` is the box's position after it, for applications that
/// drop duplicates after a crash (E-51); 0 when the update has no order.
struct Deliver {
  BoxId box;
  std::int32_t pts = 0;
  Payload payload{};
  std::uint32_t bytes = 0;
};

/// Fetch the difference of this box, then call MessageBoxes::difference_applied or …_failed. Until
/// then no second one is asked for.
struct FetchDifference {
  BoxId box;
};

/// The server numbers anew: fetch updates.getState, call MessageBoxes::restore, then fetch the
/// difference (E-08).
struct FetchState {};

using BoxAction = std::variant<Deliver, FetchDifference, FetchState>;
using BoxActions = std::vector<BoxAction>;

}  // namespace strata::updates
