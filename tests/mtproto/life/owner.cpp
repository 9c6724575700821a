// The owner of a simulated session: makes calls and keeps the book.
#include "mtproto/life/rules.hpp"
#include "mtproto/life/simulation.hpp"

#include "strata/mtproto/errors.hpp"

#include <array>
#include <variant>

namespace strata::mtproto::life {
namespace {

using namespace std::chrono_literals;

}  // namespace

void Simulation::make_calls() {
  const std::uint64_t count = chance_.per_mille(20) ? 1 + chance_.below(120) : 1;
  for (std::uint64_t i = 0; i < count; ++i) {
    enqueue_one(chance_.per_mille(150) ? last_call_ : CallId::none);
  }
  if (chance_.per_mille(60)) timeline_.at(now_.monotonic + latency(), [this] { cancel_one(); });
}

void Simulation::enqueue_one(CallId after) {
  constexpr std::array classes = {Idempotency::write, Idempotency::write_with_random_id,
                                  Idempotency::read};
  SendOptions options;
  options.idempotency = classes.at(chance_.below(classes.size()));
  if (chance_.per_mille(100)) options.priority = Priority::high;
  if (chance_.per_mille(50)) options.alone = true;
  options.compress = false;  // the server reads the number in the body
  const std::array before = {after};
  if (after != CallId::none) options.after = before;

  const std::uint64_t number = ledger_.make(options.idempotency, now_.monotonic);
  const std::size_t size = chance_.per_mille(30) ? 4 * chance_.below(4096) : 4 * chance_.below(64);
  const auto call = session_.enqueue(numbered_query(number, size), options);
  require(call.has_value(), "a call is refused although few are open");
  ledger_.named(number, *call);
  last_call_ = *call;
}

void Simulation::cancel_one() {
  const CallId call = ledger_.some_open(chance_);
  if (call == CallId::none) return;
  session_.cancel(call);
  ledger_.cancelled(call);
}

void Simulation::take_events() {
  while (const auto event = session_.next_event()) {
    if (const auto* const result = std::get_if<CallResult>(&*event)) {
      ledger_.answered(result->call);
    } else if (const auto* const error = std::get_if<CallError>(&*event)) {
      require(error->code == 420, "an error that the server never gave");
      ledger_.answered(error->call);
    } else if (const auto* const failed = std::get_if<CallFailed>(&*event)) {
      ledger_.failed(failed->call, failed->error.code() == Errc::unknown_outcome);
    } else if (const auto* const update = std::get_if<UpdatesReceived>(&*event)) {
      const auto number = load_le<std::int64_t>(update->body.data() + 4);
      require(updates_seen_.insert(number).second, "an update comes twice");
      ++totals_.updates;
    } else if (std::holds_alternative<UpdatesGap>(*event)) {
      ++totals_.gaps;
    } else if (std::holds_alternative<SessionReset>(*event)) {
      ++totals_.resets;
    }
  }
}

}  // namespace strata::mtproto::life
