// Fetches the configuration when it is due.
#include "core/config_keeper.hpp"

#include "core/clock.hpp"
#include "net/dc_options.hpp"

#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/types/update.hpp"
#include "strata/tl/types/updates.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>

#include <algorithm>
#include <utility>

namespace strata::detail {
namespace {

namespace types = tl::types;
using std::chrono::duration_cast;
using std::chrono::nanoseconds;
using std::chrono::seconds;

bool is_about_config(const tl::enums::Update& update) {
  return update.get_if<types::UpdateConfig>() != nullptr ||
         update.get_if<types::UpdateDcOptions>() != nullptr;
}

/// Nearly all updates say nothing of the kind; this costs them one pass over their words.
bool may_be_about_config(BytesView updates) {
  for (; updates.size() >= 4; updates = updates.subspan(4)) {
    const auto word = load_le<std::uint32_t>(updates.data());
    if (word == types::UpdateConfig::ID || word == types::UpdateDcOptions::ID) return true;
  }
  return false;
}

struct AnyAboutConfig {
  bool operator()(const types::UpdateShort& one) const { return is_about_config(one.update); }
  bool operator()(const types::Updates& many) const {
    return std::ranges::any_of(many.updates, is_about_config);
  }
  bool operator()(const types::UpdatesCombined& many) const {
    return std::ranges::any_of(many.updates, is_about_config);
  }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

/// How long the stored addresses still hold.
nanoseconds remaining(const Account& account) {
  // Somebody's clock or file may be far off: no arithmetic with what cannot be (H-26).
  const std::int64_t expire = std::max<std::int64_t>(account.dc_options_expire(), 0);
  const std::int64_t now = duration_cast<seconds>(read_clocks().unix_time).count();
  constexpr std::int64_t day = 24 * 3600;
  return seconds{expire > now ? std::min(expire - now, day) : 0};
}

}  // namespace

bool says_config_changed(BytesView updates) {
  if (!may_be_about_config(updates)) return false;
  const auto decoded =
      tl::decode<tl::enums::Updates>(updates, {.unknown = tl::UnknownConstructor::keep});
  return decoded && (**decoded).visit(AnyAboutConfig());
}

void ConfigKeeper::start(std::shared_ptr<void> owner) {
  if (!environment_->address_overrides.empty()) return;
  schedule_.emplace(read_clocks().monotonic, remaining(*environment_->account));
  changed_.notify();
  if (std::exchange(runs_, true)) return;
  asio::co_spawn(environment_->strand, run(std::move(owner), this), asio::detached);
}

void ConfigKeeper::stop() {
  schedule_.reset();
  changed_.notify();
}

void ConfigKeeper::request() {
  if (!schedule_) return;
  schedule_->request(read_clocks().monotonic);
  changed_.notify();
}

void ConfigKeeper::on_updates(BytesView updates) {
  if (schedule_ && says_config_changed(updates)) request();
}

asio::awaitable<void> ConfigKeeper::run(std::shared_ptr<void> owner, ConfigKeeper* self) {
  while (self->schedule_) {
    const nanoseconds due = self->schedule_->due();
    if (due > read_clocks().monotonic) {
      co_await self->changed_.wait(to_time_point(due));
    } else {
      co_await self->ask();
    }
  }
  self->runs_ = false;
  (void)owner;
}

asio::awaitable<void> ConfigKeeper::ask() {
  schedule_->on_started(read_clocks().monotonic);
  const Status fetched = co_await fetch();
  if (fetched || !schedule_) co_return;
  schedule_->on_failed(read_clocks().monotonic);
  const LogField reason("reason", escape_for_log(fetched.error().what()));
  environment_->logger.log(LogLevel::info, "net", "the configuration could not be fetched",
                           {reason});
}

asio::awaitable<Status> ConfigKeeper::fetch() {
  const tl::functions::help::GetConfig request{};
  Result<Bytes> body = tl::to_bytes(request);
  if (!body) co_return fail(body.error());
  const auto link = links_.get(environment_->account->home_dc(), SessionKind::main);
  if (!link) co_return fail(link.error());
  mtproto::SendOptions options;
  options.idempotency = mtproto::Idempotency::read;
  const auto deadline = AsyncEvent::Clock::now() + environment_->config.call_timeout;
  const Result<Bytes> answer = co_await (*link)->call(std::move(*body), options, deadline);
  if (!answer) co_return fail(answer.error());
  const Result<DcOptions> read =
      read_dc_options(*answer, environment_->config.allow_local_addresses);
  if (!read) co_return fail(read.error());

  const mtproto::Now now = read_clocks();
  store_dc_options(*environment_->account, *read, duration_cast<seconds>(now.unix_time));
  if (schedule_) schedule_->on_fetched(now.monotonic, read->lifetime);
  environment_->logger.log(LogLevel::info, "net", "the addresses of the data centres are known",
                           {LogField("dcs", static_cast<int>(read->dcs.size())),
                            LogField("refused", static_cast<int>(read->refused))});
  co_return Status();
}

}  // namespace strata::detail
