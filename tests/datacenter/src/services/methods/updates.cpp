// updates.*: the state of one's box, and what was missed.
#include "services/render/updates.hpp"

#include "services/call.hpp"
#include "services/render/messages.hpp"
#include "services/render/users.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

RpcResult get_state(Call& call) {
  const View view{call.world, call.self, call.now};
  return render_state(view, call.box().pts());
}

Object render_empty(const View& view) {
  return Object("updates.differenceEmpty",
                {{"date", to_date(view.now)}, {"seq", render_state(view, 0).get_int("seq")}});
}

// New messages stand apart, without pts of their own; everything else as it was pushed.
Object render_difference(const View& view, const MissedEvents& missed) {
  Vector messages;
  std::vector<Object> others;
  People people;
  for (const Event& event : missed.events) {
    const auto update = render_event(view, event);
    if (!update) continue;  // the message is gone again; a later event says so
    add_people(view, *update, people);
    if (update->is("updateNewMessage")) {
      messages.push_back(update->get_object("message"));
    } else {
      others.push_back(*update);
    }
  }
  Object difference(missed.complete ? "updates.difference" : "updates.differenceSlice");
  difference.set("new_messages", std::move(messages));
  difference.set("new_encrypted_messages", Vector());
  difference.set("other_updates", std::move(others));
  difference.set("chats", Vector());
  difference.set("users", render_users(view, people));
  difference.set(missed.complete ? "state" : "intermediate_state",
                 render_state(view, missed.events.back().pts));
  return difference;
}

// Spec: core.telegram.org/method/updates.getDifference (E-20)
RpcResult get_difference(Call& call) {
  const std::int32_t pts = call.request.get_int("pts");
  const Box& box = call.box();
  if (pts == 0) return no("PERSISTENT_TIMESTAMP_EMPTY");
  if (pts < 0 || pts > box.pts()) return no("PERSISTENT_TIMESTAMP_INVALID");
  std::size_t limit = call.world.limits().difference_slice;
  const std::int32_t asked = call.request.get_int("pts_limit");
  if (asked > 0) limit = std::min(limit, static_cast<std::size_t>(asked));

  const MissedEvents missed = box.missed_since(pts, limit, call.request.get_int("pts_total_limit"));
  const View view{call.world, call.self, call.now};
  if (missed.too_long) return Object("updates.differenceTooLong", {{"pts", box.pts()}});
  if (missed.events.empty()) return render_empty(view);
  return render_difference(view, missed);
}

constexpr Method table[] = {
    {"updates.getState", Caller::logged_in, get_state},
    {"updates.getDifference", Caller::logged_in, get_difference},
};

}  // namespace

std::span<const Method> update_methods() { return table; }

}  // namespace strata::datacenter
