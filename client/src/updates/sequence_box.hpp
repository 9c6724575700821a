// One numbered sequence: applies updates in order, holds back those behind a hole.
#pragma once

#include "updates/update_item.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace strata::updates {

/// Bounds of what one box holds back (E-10, E-11) and of what it believes (E-08).
struct BoxLimits {
  std::size_t waiting_updates = 1000;
  std::size_t waiting_bytes = std::size_t{4} * 1024 * 1024;
  std::chrono::nanoseconds gap_wait = std::chrono::milliseconds{500};
  std::int32_t max_count = 1'000'000;
  std::int32_t max_jump = 1 << 30;
};

/// The common pts, the qts, or one channel's pts.
///
/// ```
///   local + count == pts   apply; local = pts; look again at what waits
///   local + count <  pts   wait up to gap_wait for what is missing, then fetch the difference
///   pts <= local           applied before: drop
///   otherwise              overlap: fetch the difference at once
/// ```
/// While a difference is fetched nothing is applied; what comes waits and is judged afterwards.
class SequenceBox {
 public:
  /// `limits` must outlive the box.
  SequenceBox(BoxId id, std::int32_t local, const BoxLimits& limits)
      : id_(id), limits_(&limits), local_(local) {}

  /// Judges one update and appends what follows from it.
  void accept(std::chrono::nanoseconds now, UpdateItem item, BoxActions& actions);

  /// A difference is wanted for another reason (E-14); asks for it unless one is under way.
  void request_difference(BoxActions& actions);

  /// The difference brought the box to `pts`: goes on with what waited.
  void difference_applied(std::chrono::nanoseconds now, std::int32_t pts, BoxActions& actions);
  /// It failed for good: the box may ask again, what waits stays.
  void difference_failed() noexcept { fetching_ = false; }

  /// When `on_deadline` is due; nothing while no hole is open.
  [[nodiscard]] std::optional<std::chrono::nanoseconds> deadline() const noexcept;
  void on_deadline(std::chrono::nanoseconds now, BoxActions& actions);

  [[nodiscard]] std::int32_t local() const noexcept { return local_; }
  void set_local(std::int32_t pts) noexcept { local_ = pts; }
  [[nodiscard]] bool is_fetching() const noexcept { return fetching_; }
  [[nodiscard]] std::size_t waiting() const noexcept { return waiting_.size(); }

 private:
  enum class Verdict { apply, skip, wait, fetch };

  [[nodiscard]] bool is_unordered(const UpdateItem& item) const noexcept;
  [[nodiscard]] bool is_plausible(const UpdateItem& item) const noexcept;
  [[nodiscard]] bool is_renumbered(const UpdateItem& item) const noexcept;
  [[nodiscard]] Verdict judge(const UpdateItem& item) const noexcept;
  void apply(UpdateItem& item, BoxActions& actions);
  void hold(std::chrono::nanoseconds now, UpdateItem item, BoxActions& actions);
  void retry_waiting(std::chrono::nanoseconds now, BoxActions& actions);

  BoxId id_;
  const BoxLimits* limits_;
  std::int32_t local_;
  bool fetching_ = false;
  std::vector<UpdateItem> waiting_;  ///< sorted by pts
  std::size_t waiting_bytes_ = 0;
  std::optional<std::chrono::nanoseconds> hole_since_;
};

}  // namespace strata::updates
