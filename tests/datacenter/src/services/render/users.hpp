// Accounts and peers as TL objects.
#pragma once

#include "services/render/view.hpp"

namespace strata::datacenter {

/// Peer.
[[nodiscard]] Object render_peer(PeerId peer);
/// User.
[[nodiscard]] Object render_user(const View& view, const User& user);
/// Vector<User>; accounts that do not exist are left out.
[[nodiscard]] Vector render_users(const View& view, const People& people);
/// UserStatus.
[[nodiscard]] Object render_status(const User& user, UnixSeconds now);
/// UserFull.
[[nodiscard]] Object render_user_full(const User& user);
/// Vector<BotCommand>.
[[nodiscard]] Vector render_commands(const std::vector<BotCommand>& commands);
/// PeerNotifySettings: the defaults, as nobody changes any.
[[nodiscard]] Object render_notify_settings();

}  // namespace strata::datacenter
