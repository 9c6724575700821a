// OperationSet: the base of every group of client operations.
#pragma once

#include "strata/client/invoker.hpp"

#include <memory>
#include <utility>

namespace strata {

/// Holds the invoker that a group of operations works through.
///
/// A group is `class AuthApi : public virtual OperationSet` with a protected default constructor
/// (for Client) and, for use on its own and in tests,
/// `explicit AuthApi(std::shared_ptr<Invoker> invoker) : OperationSet(std::move(invoker)) {}`.
///
/// Its operations are plain functions that hand `invoker()` to a coroutine which does not know
/// `this`: an operation may start, or go on, after the handle it was called on is gone.
class OperationSet {
 public:
  [[nodiscard]] const std::shared_ptr<Invoker>& invoker() const noexcept { return invoker_; }

 protected:
  OperationSet() = default;
  explicit OperationSet(std::shared_ptr<Invoker> invoker) : invoker_(std::move(invoker)) {}
  // Copied even when the client is moved: a virtual base would be moved from more than once.
  OperationSet(const OperationSet&) = default;
  OperationSet& operator=(const OperationSet&) = default;
  ~OperationSet() = default;

 private:
  std::shared_ptr<Invoker> invoker_;
};

}  // namespace strata
