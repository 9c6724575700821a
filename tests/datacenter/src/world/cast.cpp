// The accounts that every fresh data centre has, so that demos and examples work at once.
#include "strata/datacenter/world/cast.hpp"

namespace strata::datacenter {

void add_cast(World& world) {
  for (const CastMember& member : cast) {
    if (!member.token.empty()) {
      BotSpec spec;
      spec.token = member.token;
      spec.first_name = member.first_name;
      spec.username = member.username;
      spec.description = "The bot of the examples: it is there to be talked to.";
      static_cast<void>(world.create_bot(spec));
      continue;
    }
    PersonSpec spec;
    spec.phone = member.phone;
    spec.first_name = member.first_name;
    spec.last_name = member.last_name;
    spec.username = member.username;
    const auto id = world.create_user(spec);
    if (id && !member.password.empty()) {
      world.passwords().preset(*id, member.password, "the one about batteries");
    }
  }
}

}  // namespace strata::datacenter
