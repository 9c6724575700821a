// Connecting, disconnecting and shutting down.
#include "core/client_core.hpp"
#include "core/clock.hpp"

#include "strata/client/errors.hpp"

#include <asio/cancellation_state.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/post.hpp>
#include <asio/this_coro.hpp>

#include <utility>

namespace strata::detail {

ClientCore::ClientCore(std::shared_ptr<LinkEnvironment> environment,
                       std::shared_ptr<SessionStore> store)
    : environment_(std::move(environment)),
      store_(std::move(store)),
      links_(environment_),
      logins_(links_, environment_->account),
      config_(environment_, links_) {}

void ClientCore::abandon() {
  asio::co_spawn(environment_->strand, disconnect(shared_from_this()), asio::detached);
}

void ClientCore::network_restored() {
  asio::post(environment_->strand, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->links_.reconnect_now();
  });
}

asio::awaitable<void> ClientCore::connect(std::shared_ptr<ClientCore> self) {
  co_await asio::this_coro::throw_if_cancelled(false);
  if (self->state_ != State::closed) throw_error(Error(ClientErrc::already_connected));
  self->state_ = State::open;
  self->closed_by_.reset();
  self->links_.set_observer(self->weak_from_this());
  self->store_->start();
  self->config_.start(self);

  const auto home = self->links_.get(self->environment_->account->home_dc(), SessionKind::main);
  Status connected = home ? Status() : fail(home.error());
  try {
    if (home) connected = co_await (*home)->first_connection();
  } catch (const Cancelled& cancelled) {
    connected = fail(cancelled);
  }
  if (connected) co_return;
  self->close(connected.error());
  (void)co_await self->store_->finish();
  throw_error(connected.error());
}

asio::awaitable<void> ClientCore::disconnect(std::shared_ptr<ClientCore> self) {
  co_await asio::this_coro::throw_if_cancelled(false);
  self->close(ClosedError());
  if (!self->store_->is_running()) co_return;
  const Status saved = co_await self->store_->finish();
  if (!saved) throw_error(saved.error());
}

// Spec: G-20
asio::awaitable<void> ClientCore::shutdown(std::shared_ptr<ClientCore> self) {
  if (self->state_ == State::open) {
    self->state_ = State::closing;
    const auto limit = self->environment_->config.shutdown_timeout;
    co_await self->wait_for_calls(AsyncEvent::Clock::now() + limit);
  }
  co_await disconnect(self);
}

asio::awaitable<void> ClientCore::wait_for_calls(AsyncEvent::TimePoint deadline) {
  while (calls_ > 0 && AsyncEvent::Clock::now() < deadline) co_await changed_.wait(deadline);
}

asio::awaitable<void> ClientCore::wait_until_closed(std::shared_ptr<ClientCore> self) {
  while (self->state_ != State::closed) {
    co_await self->changed_.wait();
    check_cancelled(co_await asio::this_coro::cancellation_state);
  }
  if (self->closed_by_ && self->closed_by_->code() != ClientErrc::closed) {
    throw_error(*self->closed_by_);
  }
}

asio::awaitable<void> ClientCore::save(std::shared_ptr<ClientCore> self) {
  const Status saved = co_await self->store_->save();
  if (!saved) throw_error(saved.error());
}

void ClientCore::close(const Error& reason) {
  if (state_ == State::closed) return;
  state_ = State::closed;
  closed_by_ = reason;
  connected_ = false;
  config_.stop();
  links_.stop_all(reason);
  changed_.notify();
  if (const auto sink = update_sink()) sink->on_closed();
}

}  // namespace strata::detail
