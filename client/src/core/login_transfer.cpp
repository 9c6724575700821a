// Exports the login at home and imports it elsewhere.
#include "core/login_transfer.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/secure.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/functions/auth/export_authorization.hpp"
#include "strata/tl/functions/auth/import_authorization.hpp"
#include "strata/tl/types/auth/exported_authorization.hpp"

#include <asio/this_coro.hpp>

#include <utility>

namespace strata::detail {
namespace {

/// Keeps other callers waiting while one carries the login.
class Turn {
 public:
  Turn(std::set<int>& under_way, AsyncEvent& done, int dc)
      : under_way_(under_way), done_(done), dc_(dc) {
    under_way_.insert(dc_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    under_way_.erase(dc_);
    done_.notify();
  }

 private:
  std::set<int>& under_way_;
  AsyncEvent& done_;
  int dc_;
};

/// The import for what the export answered.
Result<Bytes> import_request(BytesView exported) {
  const auto decoded = tl::decode<tl::enums::auth::ExportedAuthorization>(exported);
  if (!decoded) return fail(decoded.error());
  const tl::types::auth::ExportedAuthorization& authorization =
      (**decoded).as<tl::types::auth::ExportedAuthorization>();
  const tl::functions::auth::ImportAuthorization request{.id = authorization.id,
                                                         .bytes = authorization.bytes};
  return tl::to_bytes(request);
}

bool expired(const Status& status) {
  if (status) return false;
  const auto error = RpcError::from(status.error());
  return error && error->is("AUTH_BYTES_INVALID");
}

}  // namespace

asio::awaitable<Status> LoginTransfer::ensure(int dc, AsyncEvent::TimePoint deadline) {
  while (under_way_.contains(dc)) {
    co_await done_.wait(deadline);
    check_cancelled(co_await asio::this_coro::cancellation_state);
    if (AsyncEvent::Clock::now() >= deadline) co_return fail(Error(ClientErrc::timed_out));
  }
  if (!account_->user() || dc == account_->home_dc()) co_return Status();
  if (account_->dc(dc).authorized) co_return Status();
  co_return co_await transfer(dc, deadline);
}

void LoginTransfer::forget(int dc) {
  account_->change_dc(dc, [](DcEntry& entry) { entry.authorized = false; });
}

asio::awaitable<Status> LoginTransfer::transfer(int dc, AsyncEvent::TimePoint deadline) {
  const Turn turn(under_way_, done_, dc);
  Status status = co_await attempt(dc, deadline);
  if (expired(status)) status = co_await attempt(dc, deadline);
  if (status) account_->change_dc(dc, [](DcEntry& entry) { entry.authorized = true; });
  co_return status;
}

asio::awaitable<Status> LoginTransfer::attempt(int dc, AsyncEvent::TimePoint deadline) {
  const tl::functions::auth::ExportAuthorization request{.dc_id = dc};
  Result<Bytes> encoded = tl::to_bytes(request);
  if (!encoded) co_return fail(encoded.error());
  Result<Bytes> exported = co_await call(account_->home_dc(), std::move(*encoded), deadline);
  if (!exported) co_return fail(exported.error());

  Result<Bytes> import = import_request(*exported);
  crypto::wipe(*exported);
  if (!import) co_return fail(import.error());
  const Result<Bytes> imported = co_await call(dc, std::move(*import), deadline);
  if (!imported) co_return fail(imported.error());
  co_return Status();
}

asio::awaitable<Result<Bytes>> LoginTransfer::call(int dc, Bytes body,
                                                   AsyncEvent::TimePoint deadline) {
  const Result<std::shared_ptr<Link>> link = links_.get(dc, SessionKind::main);
  if (!link) co_return fail(link.error());
  mtproto::SendOptions options;
  options.priority = mtproto::Priority::high;
  co_return co_await (*link)->call(std::move(body), options, deadline);
}

}  // namespace strata::detail
