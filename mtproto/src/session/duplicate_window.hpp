// Remembers which messages of the server have been received.
#pragma once

#include "strata/mtproto/limits.hpp"
#include "strata/mtproto/msg_id.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace strata::mtproto::session {

/// The last ids received, in order, so that a recorded packet cannot be played again and an inner
/// message cannot come twice in different containers. Once it is full, ids below its lowest are
/// refused too: it can no longer tell whether it has seen them.
///
/// A sorted ring: ids nearly always come in order, and then each costs one comparison and no move.
/// Spec: core.telegram.org/mtproto/security_guidelines#checking-msg-id (B-20 … B-22)
class DuplicateWindow {
 public:
  static constexpr std::size_t capacity = limits::duplicate_window;

  enum class Verdict { fresh, duplicate, too_old };

  /// Whether the id was seen, without remembering it.
  [[nodiscard]] Verdict check(MsgId id) const noexcept;
  /// Remembers a fresh id, at the price of the lowest one when full. Others are ignored.
  void insert(MsgId id);
  void clear() noexcept;

  /// The highest id received; zero when there is none.
  [[nodiscard]] MsgId highest() const noexcept { return size_ == 0 ? MsgId{} : at(size_ - 1); }
  [[nodiscard]] bool contains(MsgId id) const noexcept { return check(id) == Verdict::duplicate; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// The ids, ascending.
  [[nodiscard]] std::vector<std::int64_t> ids() const;
  [[nodiscard]] std::size_t memory_usage() const noexcept {
    return ring_.capacity() * sizeof(MsgId);
  }

 private:
  [[nodiscard]] MsgId& at(std::size_t index) noexcept;
  [[nodiscard]] MsgId at(std::size_t index) const noexcept;
  /// The number of remembered ids that are lower.
  [[nodiscard]] std::size_t lower_bound(MsgId id) const noexcept;
  void grow();

  std::vector<MsgId> ring_;  // its size is a power of two, or zero
  std::size_t head_ = 0;
  std::size_t size_ = 0;
};

}  // namespace strata::mtproto::session
