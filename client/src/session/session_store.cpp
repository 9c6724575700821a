// Saves the account in the background.
#include "session/session_store.hpp"

#include "core/background.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/post.hpp>

#include <utility>

namespace strata::detail {
namespace {

/// Marks the backend as busy for the time of one operation.
class Turn {
 public:
  Turn(bool& busy, AsyncEvent& idle) : busy_(busy), idle_(idle) { busy_ = true; }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    busy_ = false;
    idle_.notify();
  }

 private:
  bool& busy_;
  AsyncEvent& idle_;
};

}  // namespace

SessionStore::SessionStore(std::shared_ptr<SessionBackend> backend,
                           std::shared_ptr<Account> account, asio::any_io_executor strand,
                           asio::any_io_executor worker, Logger logger)
    : backend_(std::move(backend)),
      account_(std::move(account)),
      strand_(std::move(strand)),
      worker_(std::move(worker)),
      logger_(std::move(logger)) {}

void SessionStore::start() {
  if (std::exchange(running_, true)) return;
  // Changes come from any thread; the store lives on the strand.
  account_->on_change([weak = weak_from_this(), strand = strand_](Account::Urgency urgency) {
    asio::post(strand, [weak, urgency] {
      if (const auto self = weak.lock()) self->on_change(urgency);
    });
  });
  asio::co_spawn(strand_, run(shared_from_this()), asio::detached);
}

void SessionStore::on_change(Account::Urgency urgency) {
  dirty_ = true;
  if (urgency == Account::Urgency::now) urgent_ = true;
  changed_.notify();
}

asio::awaitable<void> SessionStore::run(std::shared_ptr<SessionStore> self) {
  while (self->running_) {
    if (!self->dirty_) {
      co_await self->changed_.wait();
      continue;
    }
    const auto gathered = AsyncEvent::Clock::now() + gather_time;
    while (self->running_ && !self->urgent_ && AsyncEvent::Clock::now() < gathered) {
      co_await self->changed_.wait(gathered);
    }
    if (!self->running_) break;
    const Status saved = co_await self->save();
    if (!saved) {
      const LogField reason("reason", escape_for_log(saved.error().what()));
      self->logger_.log(LogLevel::error, "session", "the session could not be saved", {reason});
    }
  }
}

asio::awaitable<void> SessionStore::wait_turn() {
  while (busy_) co_await idle_.wait();
}

asio::awaitable<Status> SessionStore::save() {
  co_await wait_turn();
  const Turn turn(busy_, idle_);
  dirty_ = false;
  urgent_ = false;
  auto work = [self = shared_from_this()] {
    const std::lock_guard lock(self->backend_mutex_);
    return self->backend_->save(self->account_->snapshot());
  };
  co_return co_await run_in_background(worker_, std::move(work));
}

asio::awaitable<Status> SessionStore::finish() {
  running_ = false;
  changed_.notify();
  const Status saved = co_await save();
  co_await wait_turn();
  const Turn turn(busy_, idle_);
  auto work = [self = shared_from_this()] {
    const std::lock_guard lock(self->backend_mutex_);
    self->backend_->close();
    return true;
  };
  co_await run_in_background(worker_, std::move(work));
  co_return saved;
}

asio::awaitable<Status> SessionStore::remove() {
  running_ = false;
  changed_.notify();
  co_await wait_turn();
  const Turn turn(busy_, idle_);
  auto work = [self = shared_from_this()] {
    const std::lock_guard lock(self->backend_mutex_);
    return self->backend_->remove();
  };
  co_return co_await run_in_background(worker_, std::move(work));
}

}  // namespace strata::detail
