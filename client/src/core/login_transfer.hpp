// LoginTransfer: carries the login from the home data centre to another one.
#pragma once

#include "net/async_event.hpp"
#include "net/link_pool.hpp"

#include "strata/base/result.hpp"
#include "strata/client/account.hpp"

#include <asio/awaitable.hpp>

#include <set>

namespace strata::detail {

/// Concurrent callers share one export and import. All use is on the client's strand.
// Spec: core.telegram.org/api/datacenter#authorization-transfer (D-11)
class LoginTransfer {
 public:
  LoginTransfer(LinkPool& links, std::shared_ptr<Account> account)
      : links_(links), account_(std::move(account)) {}

  /// Makes sure that calls to `dc` are made as the logged-in user; nothing to do when nobody is
  /// logged in or `dc` is home. *Throws* Cancelled.
  asio::awaitable<Status> ensure(int dc, AsyncEvent::TimePoint deadline);
  /// The data centre does not know the login any more: the next `ensure` carries it again.
  void forget(int dc);

 private:
  asio::awaitable<Status> transfer(int dc, AsyncEvent::TimePoint deadline);
  asio::awaitable<Status> attempt(int dc, AsyncEvent::TimePoint deadline);
  asio::awaitable<Result<Bytes>> call(int dc, Bytes body, AsyncEvent::TimePoint deadline);

  LinkPool& links_;
  std::shared_ptr<Account> account_;
  std::set<int> under_way_;
  AsyncEvent done_;
};

}  // namespace strata::detail
