// UpdatesApi: receiving updates.
#pragma once

#include "strata/client/operation_set.hpp"
#include "strata/client/update_stream.hpp"

#include <asio/awaitable.hpp>

namespace strata {

/// The update operations of a client.
class UpdatesApi : public virtual OperationSet {
 public:
  explicit UpdatesApi(std::shared_ptr<Invoker> invoker) : OperationSet(std::move(invoker)) {}

  /// Begins to receive updates; call it once, after the login. The stream must not outlive the
  /// executor of the client.
  ///
  /// *Throws* Error (invalid_argument) when another stream of this client is open.
  [[nodiscard]] UpdateStream stream_updates(const UpdateOptions& options = {}) const;

  /// Takes the server's word for how far the account is: what happened before is skipped. A login
  /// does this by itself, so a stream opened with `catch_up` misses nothing from then on.
  /// *Throws* what Invoker::invoke throws. *TL method*: updates.getState.
  asio::awaitable<void> sync_update_state() const;

 protected:
  UpdatesApi() = default;
};

}  // namespace strata
