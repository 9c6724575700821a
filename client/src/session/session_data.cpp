// Look-up and changes of a session's parts.
#include "strata/client/session_data.hpp"

#include "strata/crypto/auth_key.hpp"

#include <algorithm>

namespace strata {

void UpdateStateChange::apply_to(UpdateState& state) const {
  if (pts) state.pts = *pts;
  if (qts) state.qts = *qts;
  if (date) state.date = *date;
  if (seq) state.seq = *seq;
  if (channel) state.channels[channel->first] = channel->second;
}

const DcEntry* SessionData::find_dc(int id) const noexcept {
  const auto found =
      std::find_if(dcs.begin(), dcs.end(), [id](const DcEntry& dc) { return dc.id == id; });
  return found == dcs.end() ? nullptr : &*found;
}

DcEntry& SessionData::dc(int id) {
  const auto found =
      std::find_if(dcs.begin(), dcs.end(), [id](const DcEntry& dc) { return dc.id == id; });
  if (found != dcs.end()) return *found;
  DcEntry added;
  added.id = id;
  return dcs.emplace_back(std::move(added));
}

}  // namespace strata
