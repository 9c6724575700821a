// The life of a link: connect, serve, pause, again, until it is stopped.
#include "net/link.hpp"

#include "core/clock.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/random.hpp"

#include <asio/bind_cancellation_slot.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>

#include <algorithm>
#include <utility>

namespace strata::detail {
namespace {

/// Uniform in [0, 1).
double random_fraction() {
  constexpr std::uint64_t steps = 1U << 20U;
  return static_cast<double>(crypto::system_random().uniform(steps)) / static_cast<double>(steps);
}

}  // namespace

Link::Link(std::shared_ptr<LinkEnvironment> environment, LinkTarget target,
           std::weak_ptr<LinkObserver> observer)
    : environment_(std::move(environment)),
      target_(target),
      observer_(std::move(observer)),
      reconnect_(environment_->config.reconnect_policy),
      temporary_keys_(environment_->config.temporary_key_life) {}

void Link::start() {
  asio::co_spawn(environment_->strand, run(shared_from_this()),
                 asio::bind_cancellation_slot(cancel_run_.slot(), asio::detached));
}

void Link::stop(const Error& reason) {
  if (end_) return;
  end(reason);
  cancel_run_.emit(asio::cancellation_type::terminal);
}

void Link::reconnect_now() {
  reconnect_.on_network_restored();
  hurry_.notify();
}

void Link::initialize_again() {
  each_session(
      [this](const In& in) { in->session.set_init_prefix(session_options().init_prefix); });
}

asio::awaitable<void> Link::run(std::shared_ptr<Link> self) {
  try {
    co_await self->keep_connected();
  } catch (const std::exception& failure) {
    // Being cancelled is how `stop` ends this coroutine; anything else ends the link.
    self->fail_for_good(Error(ClientErrc::connection_lost, failure.what()));
  }
}

asio::awaitable<void> Link::keep_connected() {
  ReconnectAction next = ReconnectProcedure::start();
  while (!end_) {
    const auto* attempt = std::get_if<ConnectAfter>(&next);
    if (attempt == nullptr) {
      fail_for_good(Error(ClientErrc::reconnect_failed,
                          std::string("gave up connecting: ") + last_error_->what()));
      break;
    }
    co_await pause(std::max(attempt->delay, temporary_key_pause()));
    const Loss loss = co_await connect_and_serve(attempt->address);
    if (end_) break;
    log(LogLevel::info, "connection ended",
        {LogField("reason", escape_for_log(loss.error.what()))});
    last_error_ = loss.error;
    if (loss.fatal) {
      fail_for_good(loss.error);
      break;
    }
    // Where nobody could be reached, every address was tried.
    const std::error_code why = loss.error.code();
    const bool tried_all = why == ClientErrc::connect_failed || why == ClientErrc::proxy_failed;
    const std::size_t round = std::max<std::size_t>(addresses().size(), 1);
    const std::size_t before = failed_attempts_;
    failed_attempts_ += tried_all ? round : 1;
    changed_.notify();
    if (failed_attempts_ / round > before / round) tell_failure();
    next =
        reconnect_.on_lost(read_clocks().monotonic, loss.kind, places(0).size(), random_fraction());
  }
}

asio::awaitable<void> Link::pause(std::chrono::nanoseconds delay) {
  if (delay <= std::chrono::nanoseconds{0}) co_return;
  const auto until = to_time_point(read_clocks().monotonic + delay);
  co_await hurry_.wait(until);
}

void Link::end(const Error& reason) {
  if (end_) return;
  end_ = reason;
  ready_ = false;
  if (channel_) channel_->fail(reason);
  each_session([&](const In& in) {
    in->session.close(reason);
    take_events_of(in);
  });
  changed_.notify();
  due_.notify();
  hurry_.notify();
  cancel_renewal_.emit(asio::cancellation_type::terminal);
}

std::size_t Link::pending_calls() const {
  std::size_t count = 0;
  each_session([&](const In& in) { count += in->pending.size(); });
  return count;
}

void Link::fail_for_good(const Error& reason) {
  if (end_) return;
  end(reason);
  if (const auto observer = observer_.lock()) observer->on_link_failed(*this, reason);
}

asio::awaitable<Status> Link::first_connection() {
  const std::size_t enough = std::max<std::size_t>(addresses().size(), 1);
  while (!ready_ && !end_ && failed_attempts_ < enough) {
    co_await changed_.wait();
    check_cancelled(co_await asio::this_coro::cancellation_state);
  }
  if (ready_) co_return Status();
  co_return fail(end_ ? *end_ : *last_error_);
}

void Link::log(LogLevel level, std::string_view message,
               std::initializer_list<LogField> fields) const {
  if (!environment_->logger.enabled(level)) return;
  std::vector<LogField> all(fields);
  all.emplace_back("dc", target_.dc);
  environment_->logger.log(level, "net", message, std::span<const LogField>(all));
}

}  // namespace strata::detail
