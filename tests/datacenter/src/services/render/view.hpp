// Who looks at the world, and when: the same user or message looks different to each account.
#pragma once

#include "strata/datacenter/world/world.hpp"

#include <set>

namespace strata::datacenter {

struct View {
  World& world;
  UserId viewer = 0;
  UnixSeconds now = 0;
};

/// The accounts that an answer mentions, each to be described once.
class People {
 public:
  void add(UserId user) {
    if (user != 0) users_.insert(user);
  }
  void add(PeerId peer) {
    if (peer.kind == PeerKind::user) add(peer.id);
  }
  /// The sender, the dialog, and whom the entities mention.
  void add(const MessageCopy& copy);

  [[nodiscard]] const std::set<UserId>& users() const { return users_; }

 private:
  std::set<UserId> users_;
};

/// A `date` or other moment as TL has it.
[[nodiscard]] inline std::int32_t to_date(UnixSeconds moment) {
  return static_cast<std::int32_t>(moment);
}

}  // namespace strata::datacenter
