// A call as its caller sees it: sent, repeated, delayed and redirected until there is an answer.
#include "core/client_core.hpp"
#include "core/clock.hpp"
#include "rpc/methods.hpp"

#include "strata/client/errors.hpp"

#include <asio/cancellation_state.hpp>
#include <asio/this_coro.hpp>

#include <utility>

namespace strata::detail {
namespace {

mtproto::SendOptions send_options(const RawCall& call) {
  mtproto::SendOptions options;
  options.idempotency = idempotency_of(method_id(call.body()), call.options().idempotency());
  if (call.options().session() == SessionKind::file) {
    options.compress = false;  // parts of files do not get smaller
    options.alone = true;      // Spec: B-66
  }
  return options;
}

}  // namespace

/// Counts the calls that callers wait for.
class ClientCore::CallCounter {
 public:
  explicit CallCounter(ClientCore& core) : core_(core) { ++core_.calls_; }
  CallCounter(const CallCounter&) = delete;
  CallCounter& operator=(const CallCounter&) = delete;
  ~CallCounter() {
    --core_.calls_;
    core_.changed_.notify();
  }

 private:
  ClientCore& core_;
};

asio::awaitable<RawAnswer> ClientCore::invoke(std::shared_ptr<ClientCore> self, RawCall call) {
  co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
  co_await asio::this_coro::throw_if_cancelled(false);
  if (self->state_ != State::open) throw_error(self->closed_by_.value_or(ClosedError()));
  const CallCounter counter(*self);
  const std::uint32_t method = method_id(call.body());

  InvokeProcedure procedure = self->make_procedure(call.options());
  const AsyncEvent::TimePoint deadline = to_time_point(procedure.deadline());
  InvokeAction action = self->first_action(procedure, method);
  for (;;) {
    if (const auto* failed = std::get_if<FailCall>(&action)) {
      if (failed->ends_login) self->end_login(failed->error);
      throw_error(failed->error);
    }
    if (const auto* where = std::get_if<SendCall>(&action)) {
      Result<Bytes> answer = co_await self->send(call, where->dc, deadline);
      if (answer) co_return RawAnswer(std::move(*answer));
      action = procedure.on_error(read_clocks().monotonic, answer.error());
    } else {
      InvokeAction next = co_await self->perform(std::move(action), procedure, method);
      action = std::move(next);
    }
    check_cancelled(co_await asio::this_coro::cancellation_state);
  }
}

InvokeProcedure ClientCore::make_procedure(const CallOptions& options) const {
  const ClientConfig& config = environment_->config;
  const std::chrono::nanoseconds now = read_clocks().monotonic;
  const std::chrono::nanoseconds limit = options.timeout().value_or(config.call_timeout);
  return InvokeProcedure(options, config.retry_policy, now, now + limit);
}

/// A method that the server asked to leave alone counts as answered with what is left of its wait.
// Spec: core.telegram.org/api/errors#420-flood (G-12)
InvokeAction ClientCore::first_action(InvokeProcedure& procedure, std::uint32_t method) {
  const std::chrono::nanoseconds now = read_clocks().monotonic;
  const auto blocked = floods_.wait(method, now);
  if (!blocked) return procedure.resume();
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(*blocked).count();
  return procedure.on_error(
      now, RpcError(420, "FLOOD_WAIT_" + std::to_string(seconds), method_name(method)));
}

asio::awaitable<Result<Bytes>> ClientCore::send(const RawCall& call, std::optional<int> dc,
                                                AsyncEvent::TimePoint deadline) {
  const int target = dc.value_or(environment_->account->home_dc());
  const Status login = co_await logins_.ensure(target, deadline);
  if (!login) co_return fail(login.error());
  const Result<std::shared_ptr<Link>> link = links_.get(target, call.options().session());
  if (!link) co_return fail(link.error());
  Bytes body = call.body();
  const mtproto::SendOptions options = send_options(call);
  co_return co_await (*link)->call(std::move(body), options, deadline);
}

asio::awaitable<InvokeAction> ClientCore::perform(InvokeAction action,
                                                  const InvokeProcedure& procedure,
                                                  std::uint32_t method) {
  if (const auto* pause = std::get_if<Sleep>(&action)) {
    if (pause->blocks_method) floods_.block(method, read_clocks().monotonic + pause->time);
    co_await sleep(pause->time);
  } else if (const auto* move = std::get_if<MoveHome>(&action)) {
    move_home(move->dc);
  } else if (const auto* import = std::get_if<ImportLogin>(&action)) {
    logins_.forget(import->dc);
  } else if (std::holds_alternative<InitConnection>(action)) {
    if (const std::shared_ptr<Link> home = links_.home()) home->initialize_again();
  }
  co_return procedure.resume();
}

asio::awaitable<void> ClientCore::sleep(std::chrono::milliseconds time) {
  const AsyncEvent::TimePoint until = AsyncEvent::Clock::now() + time;
  while (AsyncEvent::Clock::now() < until) {
    co_await changed_.wait(until);
    check_cancelled(co_await asio::this_coro::cancellation_state);
    if (state_ == State::closed) throw_error(closed_by_.value_or(ClosedError()));
  }
}

// Spec: core.telegram.org/api/datacenter#user-migration (D-10)
void ClientCore::move_home(int dc) {
  const int before = environment_->account->home_dc();
  if (before == dc) return;
  environment_->account->set_home_dc(dc);
  // Calls that were under way go to the new home with their next attempt.
  links_.stop(before, Error(ClientErrc::connection_lost));
  if (const auto sink = update_sink()) sink->on_gap(UpdateGap::home_changed);
}

// Spec: core.telegram.org/api/errors#401-unauthorized (G-14, G-15)
void ClientCore::end_login(const Error& reason) {
  const bool key_is_dead = RpcError::from(reason)->code() == 406;
  Account& account = *environment_->account;
  if (!key_is_dead && !account.user()) return;
  const LogField why("reason", escape_for_log(reason.what()));
  environment_->logger.log(LogLevel::error, "rpc", "the login has ended", {why});
  account.set_user(std::nullopt);
  if (!key_is_dead) return;
  account.change_dc(account.home_dc(), [](DcEntry& dc) { dc.auth_key.reset(); });
  close(Error(ClientErrc::auth_key_duplicated));
}

}  // namespace strata::detail
