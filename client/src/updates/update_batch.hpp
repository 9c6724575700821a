// UpdateBatch: the updates of one envelope or answer, in the memory that they share.
#pragma once

#include "updates/update_item.hpp"

#include "strata/client/message.hpp"
#include "strata/client/update.hpp"
#include "strata/tl/arena.hpp"

#include <deque>
#include <memory>
#include <utility>

namespace strata::updates {

/// Keeps a decoded object and what was made for it alive as long as one of its updates is in use.
/// Each update is handed to the message boxes as a Payload that points into the batch.
class UpdateBatch {
 public:
  /// `peers` lives in what `owner` owns.
  UpdateBatch(std::shared_ptr<const void> owner, PeerViews peers)
      : owner_(std::move(owner)), peers_(peers) {}
  UpdateBatch(const UpdateBatch&) = delete;
  UpdateBatch& operator=(const UpdateBatch&) = delete;

  /// For objects that updates need and the decoded object has not.
  [[nodiscard]] tl::Arena& arena() noexcept { return arena_; }
  [[nodiscard]] const PeerViews& peers() const noexcept { return peers_; }

  /// Takes an update of the batch's memory in.
  static Payload add(const std::shared_ptr<UpdateBatch>& batch, tl::enums::Update update) {
    const Member& member = batch->members_.emplace_back(Member{update, batch.get()});
    return Payload(batch, &member);
  }

  /// The typed update behind a payload of `add`.
  static Update open(const Payload& payload, UpdatePlace place) {
    const auto* member = static_cast<const Member*>(payload.get());
    return Update::from(payload, member->update, member->batch->peers_, place);
  }

 private:
  struct Member {
    tl::enums::Update update;
    const UpdateBatch* batch;
  };

  std::shared_ptr<const void> owner_;
  PeerViews peers_;
  tl::Arena arena_;
  std::deque<Member> members_;  // addresses stay
};

}  // namespace strata::updates
