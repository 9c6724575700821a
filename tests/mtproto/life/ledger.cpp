// The book of all calls.
#include "mtproto/life/ledger.hpp"

#include "mtproto/life/rules.hpp"

#include <iterator>

namespace strata::mtproto::life {
namespace {

// So long after it was made, nothing can happen to an ended call any more.
constexpr std::chrono::hours kept{2};

}  // namespace

std::uint64_t Ledger::make(Idempotency idempotency, nanoseconds now) {
  Entry entry;
  entry.idempotency = idempotency;
  entry.made_at = now;
  entries_.emplace(++last_, entry);
  ++totals_.made;
  return last_;
}

void Ledger::named(std::uint64_t number, CallId call) {
  entries_.at(number).call = call;
  require(by_call_.emplace(call, number).second, "two calls have the same id");
}

bool Ledger::executed(std::uint64_t number) {
  const auto found = entries_.find(number);
  require(found != entries_.end(), "a call arrives long after it ended");
  Entry& entry = found->second;
  ++totals_.executions;
  if (entry.executions++ == 0) return true;
  ++totals_.repeated;
  const bool harmless = entry.idempotency != Idempotency::write || entry.forgotten_by_server;
  require(harmless, "a call is executed twice");
  return false;
}

void Ledger::server_forgets() {
  for (auto& [number, entry] : entries_) {
    if (entry.executions > 0 && !entry.ended) entry.forgotten_by_server = true;
  }
}

Entry& Ledger::end(CallId call) {
  const auto found = by_call_.find(call);
  require(found != by_call_.end(), "a call ends twice, or after it was cancelled");
  Entry& entry = entries_.at(found->second);
  by_call_.erase(found);
  entry.ended = true;
  return entry;
}

void Ledger::answered(CallId call) {
  require(end(call).executions > 0, "a call is answered that nobody executed");
  ++totals_.answered;
}

void Ledger::failed(CallId call, bool outcome_is_unknown) {
  const Entry& entry = end(call);
  const bool may = !outcome_is_unknown || entry.idempotency == Idempotency::write;
  require(may, "a call that can be repeated has an unknown outcome");
  ++(outcome_is_unknown ? totals_.unknown : totals_.failed);
}

void Ledger::cancelled(CallId call) {
  end(call).cancelled = true;
  ++totals_.cancelled;
}

CallId Ledger::some_open(Chance& chance) const {
  if (by_call_.empty()) return CallId::none;
  // By number, so that the order of a hash table does not matter.
  const auto first = entries_.begin();
  auto found = entries_.lower_bound(first->first + chance.below(last_ - first->first + 1));
  while (found != entries_.end() && found->second.ended) ++found;
  return found == entries_.end() ? CallId::none : found->second.call;
}

void Ledger::audit(nanoseconds now, nanoseconds limit) {
  for (auto it = entries_.begin(); it != entries_.end() && it->second.made_at + limit < now;) {
    require(it->second.ended, "a call is lost");
    it = it->second.made_at + kept < now ? entries_.erase(it) : std::next(it);
  }
}

}  // namespace strata::mtproto::life
