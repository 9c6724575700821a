// Which sequence an update belongs to, and where in it.
#pragma once

#include "updates/update_item.hpp"

#include "strata/tl/fwd.hpp"

#include <cstdint>
#include <optional>

namespace strata::updates {

/// The update's place in its sequence, without payload. It follows from the fields that the schema
/// gives the constructor (`pts` and `pts_count`, `qts`, `channel_id`), so that a new layer needs no
/// change here.
// Spec: core.telegram.org/api/updates#update-sequences (E-01)
[[nodiscard]] UpdateItem place_of(const tl::enums::Update& update);

/// updateChannelTooLong: not an update but the order to fetch a channel's difference (E-06).
struct ChannelTooLong {
  std::int64_t channel = 0;
  std::optional<std::int32_t> pts;
};
[[nodiscard]] std::optional<ChannelTooLong> channel_too_long(const tl::enums::Update& update);

/// updatePtsChanged: the server renumbered the common sequence; fetch the difference.
[[nodiscard]] bool is_pts_changed(const tl::enums::Update& update);

}  // namespace strata::updates
