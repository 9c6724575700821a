// Makes whole messages of the short forms that the server uses for plain texts.
#pragma once

#include "strata/client/account.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/fwd.hpp"

namespace strata::updates {

/// The update that a short message stands for; it lives as long as `arena` and what `shorter`
/// lives in. `own_id` is the logged-in user, 0 when unknown.
// Spec: core.telegram.org/api/updates#updates-sequence (E-05)
[[nodiscard]] tl::enums::Update expand(const tl::types::UpdateShortMessage& shorter,
                                       std::int64_t own_id, tl::Arena& arena);
[[nodiscard]] tl::enums::Update expand(const tl::types::UpdateShortChatMessage& shorter,
                                       tl::Arena& arena);

/// Whether every user and chat that a short message names by id alone was seen before. If not, only
/// a difference brings them (E-05).
[[nodiscard]] bool knows_peers_of(const Account& account,
                                  const tl::types::UpdateShortMessage& shorter);
[[nodiscard]] bool knows_peers_of(const Account& account,
                                  const tl::types::UpdateShortChatMessage& shorter);

}  // namespace strata::updates
