// Turns a decoded Updates into what the message boxes judge.
#pragma once

#include "updates/update_batch.hpp"
#include "updates/update_item.hpp"
#include "updates/update_table.hpp"

#include "strata/client/account.hpp"
#include "strata/client/message.hpp"
#include "strata/tl/fwd.hpp"
#include "strata/tl/object.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace strata::updates {

using DecodedUpdates = std::shared_ptr<const tl::Object<tl::enums::Updates>>;

/// What one Updates says.
struct EnvelopeContent {
  Envelope envelope;
  std::vector<ChannelTooLong> too_long{};
  /// Only updates.getDifference helps: updatesTooLong, unknown peers, renumbering.
  bool needs_difference = false;
};

/// The users and chats of an envelope; none in the short forms.
[[nodiscard]] PeerViews peers_of(const tl::enums::Updates& updates);

/// Reads an envelope of about `bytes` bytes. Peers must have been harvested: short messages are
/// looked up in `account`.
// Spec: core.telegram.org/api/updates#updates-sequence (E-05, E-06)
[[nodiscard]] EnvelopeContent read_envelope(const Account& account, const DecodedUpdates& updates,
                                            std::size_t bytes);

/// Takes updates into a batch, as items with their places; updateChannelTooLong goes to `too_long`.
void add_members(const std::shared_ptr<UpdateBatch>& batch,
                 std::span<const tl::enums::Update> updates, std::size_t bytes,
                 EnvelopeContent& content);

}  // namespace strata::updates
