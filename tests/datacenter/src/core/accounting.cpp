// Counts what happens, within bounds.
#include "core/accounting.hpp"

namespace strata::datacenter {
namespace {

constexpr std::size_t most_remembered = 8192;

}  // namespace

void Accounting::acknowledged(std::int64_t msg_id) {
  const std::lock_guard lock(mutex_);
  acknowledged_.push_back(msg_id);
  if (acknowledged_.size() > most_remembered) acknowledged_.pop_front();
}

void Accounting::executed(const std::string& method, const std::int64_t* random_id) {
  const std::lock_guard lock(mutex_);
  ++counters_.calls[method];
  if (random_id == nullptr) return;
  auto& executions = counters_.executions_by_random_id;
  if (executions.size() >= most_remembered && !executions.contains(*random_id)) {
    executions.erase(executions.begin());
  }
  ++executions[*random_id];
}

void Accounting::violation(const std::string& rule) {
  const std::lock_guard lock(mutex_);
  ++counters_.violations[rule];
}

Counters Accounting::snapshot() const {
  const std::lock_guard lock(mutex_);
  Counters copy = counters_;
  copy.acknowledged.assign(acknowledged_.begin(), acknowledged_.end());
  return copy;
}

}  // namespace strata::datacenter
