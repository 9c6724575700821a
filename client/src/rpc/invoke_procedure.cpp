// Decides what follows an error of a call.
#include "rpc/invoke_procedure.hpp"

#include "strata/client/errors.hpp"

#include <algorithm>
#include <utility>

namespace strata::detail {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

FailCall give_up(const Error& error) { return FailCall{error, false}; }

/// Only these move the login; FILE_ and STATS_MIGRATE move the one call.
// Spec: core.telegram.org/api/errors#303-see-other (D-10)
bool moves_home(const RpcError& error) {
  return error.is("PHONE_MIGRATE") || error.is("NETWORK_MIGRATE") || error.is("USER_MIGRATE");
}

bool lacks_initialization(const RpcError& error) {
  return error.code() == 400 &&
         (error.is("CONNECTION_NOT_INITED") || error.is("CONNECTION_LAYER_INVALID"));
}

}  // namespace

InvokeProcedure::InvokeProcedure(const CallOptions& options, std::shared_ptr<RetryPolicy> policy,
                                 nanoseconds now, nanoseconds deadline)
    : options_(options),
      policy_(std::move(policy)),
      started_(now),
      deadline_(deadline),
      dc_(options.dc()) {}

InvokeAction InvokeProcedure::on_error(nanoseconds now, const Error& error) {
  ++failures_;
  const std::optional<RpcError> rpc = RpcError::from(error);
  if (!rpc) return ask_policy(now, error);

  if (rpc->code() == 303) {
    const std::optional<int> dc = rpc->migrate_dc();
    return dc ? on_migrate(error, *dc, moves_home(*rpc)) : give_up(error);
  }
  // The key is dead, for good and at once.
  // Spec: core.telegram.org/api/errors#406-not-acceptable (G-15)
  if (rpc->code() == 406 && rpc->is("AUTH_KEY_DUPLICATED")) return FailCall{error, true};
  if (rpc->is_logged_out()) return on_logged_out(error);
  if (lacks_initialization(*rpc)) {
    if (++initializations_ > max_initializations) return give_up(error);
    return InitConnection{};
  }
  if (const auto wait = rpc->wait_time()) return on_flood_wait(now, error, *wait);
  if (rpc->is_internal() && !options_.retry_server_errors()) return give_up(error);
  return ask_policy(now, error);
}

// Spec: core.telegram.org/api/errors#303-see-other (D-10)
InvokeAction InvokeProcedure::on_migrate(const Error& error, int dc, bool home) {
  const bool again = std::find(visited_.begin(), visited_.end(), dc) != visited_.end();
  if (again || visited_.size() >= max_migrations) {
    return FailCall{Error(ClientErrc::migration_failed,
                          std::string("the server sends the call in circles: ") + error.what()),
                    false};
  }
  visited_.push_back(dc);
  failures_ = 0;
  if (home && !options_.dc()) return MoveHome{dc};
  dc_ = dc;
  return SendCall{dc_};
}

// Spec: core.telegram.org/api/errors#401-unauthorized (G-14)
InvokeAction InvokeProcedure::on_logged_out(const Error& error) {
  if (!dc_) return FailCall{error, true};
  if (std::exchange(imported_login_, true)) return give_up(error);
  return ImportLogin{*dc_};
}

// Spec: core.telegram.org/api/errors#420-flood (G-12)
InvokeAction InvokeProcedure::on_flood_wait(nanoseconds now, const Error& error,
                                            std::chrono::seconds wait) {
  if (++flood_waits_ > max_flood_waits) return give_up(error);
  const bool whole_method = !RpcError::from(error)->is("SLOWMODE_WAIT");  // that is one chat's
  if (const auto limit = options_.flood_wait_limit()) {
    return wait > *limit ? InvokeAction(give_up(error)) : sleep(now, error, wait, whole_method);
  }
  const RetryContext context(error, failures_, duration_cast<milliseconds>(now - started_));
  const auto delay = policy_->should_retry(context);
  return delay ? sleep(now, error, *delay, whole_method) : InvokeAction(give_up(error));
}

InvokeAction InvokeProcedure::ask_policy(nanoseconds now, const Error& error) {
  const RetryContext context(error, failures_, duration_cast<milliseconds>(now - started_));
  if (!context.is_internal_error() && !context.is_transport_error()) return give_up(error);
  const auto delay = policy_->should_retry(context);
  return delay ? sleep(now, error, *delay, false) : InvokeAction(give_up(error));
}

InvokeAction InvokeProcedure::sleep(nanoseconds now, const Error& error, milliseconds time,
                                    bool blocks_method) const {
  time = std::max(time, milliseconds{0});
  if (now + time >= deadline_) return give_up(error);
  if (time == milliseconds{0}) return SendCall{dc_};
  return Sleep{time, blocks_method};
}

}  // namespace strata::detail
