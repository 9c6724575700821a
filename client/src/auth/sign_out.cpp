// Logs out, on the server and here.
#include "strata/client/auth_api.hpp"
#include "strata/client/invoker.hpp"
#include "strata/tl/functions/auth/log_out.hpp"
#include "strata/tl/types/auth/logged_out.hpp"

namespace strata {

namespace {

asio::awaitable<bool> sign_out(std::shared_ptr<Invoker> invoker) {
  bool confirmed = false;
  try {
    co_await invoker->invoke(tl::functions::auth::LogOut{});
    confirmed = true;
  } catch (const Cancelled&) {
    throw;
  } catch (const Error&) {
    // Whatever the server says, or if it says nothing: this side forgets the login.
    confirmed = false;
  }
  co_await invoker->forget_login();
  co_return confirmed;
}

}  // namespace

// Spec: core.telegram.org/method/auth.logOut (D-12)
asio::awaitable<bool> AuthApi::sign_out() const { return strata::sign_out(invoker()); }

}  // namespace strata
