// Takes the server's word for how far the account's updates are.
#pragma once

#include "strata/client/invoker.hpp"

#include <asio/awaitable.hpp>

#include <memory>

namespace strata::updates {

/// Asks for the state, remembers it in the session, and has the open stream, if there is one, go on
/// from there: what happened before is skipped.
/// *Throws* what Invoker::invoke throws. *TL method*: updates.getState.
asio::awaitable<void> take_state(std::shared_ptr<Invoker> invoker);

}  // namespace strata::updates
