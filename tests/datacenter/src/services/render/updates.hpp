// Events and notices as TL updates, and the envelopes they travel in.
#pragma once

#include "services/render/view.hpp"

namespace strata::datacenter {

/// Update; nothing when the message that it speaks of is gone again.
[[nodiscard]] std::optional<Object> render_event(const View& view, const Event& event);
[[nodiscard]] Object render_notice(const View& view, const Notice& notice);

/// The accounts that an update mentions.
void add_people(const View& view, const Object& update, People& people);

/// updates: these updates with everybody whom they mention.
[[nodiscard]] Object render_envelope(const View& view, std::vector<Object> updates);

/// updates.state of the viewer's box.
[[nodiscard]] Object render_state(const View& view, std::int32_t pts);

}  // namespace strata::datacenter
