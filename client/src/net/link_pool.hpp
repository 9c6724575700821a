// LinkPool: the links of one client, made when they are first needed.
#pragma once

#include "net/link.hpp"

#include "strata/base/result.hpp"

#include <map>
#include <memory>
#include <utility>

namespace strata::detail {

/// All use is on the client's strand.
class LinkPool {
 public:
  // Spec: H-25
  static constexpr std::size_t max_links = 64;

  explicit LinkPool(std::shared_ptr<LinkEnvironment> environment)
      : environment_(std::move(environment)) {}

  /// Who hears of the links that are made from now on.
  void set_observer(std::weak_ptr<LinkObserver> observer) { observer_ = std::move(observer); }

  /// The link for this target, started if it is new. Error: overloaded, when there are too many.
  [[nodiscard]] Result<std::shared_ptr<Link>> get(int dc, SessionKind kind);
  /// The main link of the home data centre, if there is one.
  [[nodiscard]] std::shared_ptr<Link> home() const;

  /// Ends the links of one data centre, or all; their calls fail with `reason`.
  void stop(int dc, const Error& reason);
  void stop_all(const Error& reason);
  /// Skips all pauses between attempts.
  void reconnect_now();

  [[nodiscard]] std::size_t pending_calls() const;

 private:
  std::shared_ptr<LinkEnvironment> environment_;
  std::weak_ptr<LinkObserver> observer_;
  std::map<LinkTarget, std::shared_ptr<Link>> links_;
};

}  // namespace strata::detail
