// Progress: how far the sequences are once certain updates were dealt with.
#pragma once

#include "updates/update_item.hpp"

#include "strata/client/account.hpp"
#include "strata/client/session_data.hpp"

#include <cstdint>
#include <map>
#include <utility>

namespace strata::updates {

/// A change of the stored position; later ones replace earlier ones part by part.
class Progress {
 public:
  Progress() = default;

  /// The position of one box after an update.
  void reach(BoxId box, std::int32_t pts) {
    if (pts == 0) return;
    if (box.kind == BoxId::Kind::common) common_.pts = pts;
    if (box.kind == BoxId::Kind::secondary) common_.qts = pts;
    if (box.kind == BoxId::Kind::channel) channels_[box.channel] = pts;
  }

  /// The position of everything but the channels.
  void reach(const UpdateState& state) {
    common_.pts = state.pts;
    common_.qts = state.qts;
    common_.date = state.date;
    common_.seq = state.seq;
  }

  void merge(const Progress& later) {
    if (later.common_.pts) common_.pts = later.common_.pts;
    if (later.common_.qts) common_.qts = later.common_.qts;
    if (later.common_.date) common_.date = later.common_.date;
    if (later.common_.seq) common_.seq = later.common_.seq;
    for (const auto& [channel, pts] : later.channels_) channels_[channel] = pts;
  }

  [[nodiscard]] bool empty() const noexcept {
    return !common_.pts && !common_.qts && !common_.date && !common_.seq && channels_.empty();
  }

  void store(Account& account) const {
    if (common_.pts || common_.qts || common_.date || common_.seq) account.apply(common_);
    for (const auto& [channel, pts] : channels_) {
      UpdateStateChange step;
      step.channel.emplace(channel, pts);
      account.apply(step);
    }
  }

 private:
  UpdateStateChange common_;
  std::map<std::int64_t, std::int32_t> channels_;
};

}  // namespace strata::updates
