// Asks the server whether this session is logged in.
#include "strata/client/account.hpp"
#include "strata/client/auth_api.hpp"
#include "strata/client/invoker.hpp"
#include "strata/tl/functions/users/get_users.hpp"
#include "strata/tl/types/input_user.hpp"

#include <array>

namespace strata {

namespace {

asio::awaitable<bool> is_authorized(std::shared_ptr<Invoker> invoker) {
  if (!invoker->account().user()) co_return false;
  const std::array<tl::enums::InputUser, 1> self{tl::blank<tl::types::InputUserSelf>};
  const tl::functions::users::GetUsers request{.id = self};
  try {
    co_await invoker->invoke(request);
  } catch (const RpcError& error) {
    if (error.is_logged_out()) co_return false;
    throw;
  }
  co_return true;
}

}  // namespace

asio::awaitable<bool> AuthApi::is_authorized() const { return strata::is_authorized(invoker()); }

}  // namespace strata
