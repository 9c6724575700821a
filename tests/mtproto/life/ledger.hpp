// The book of all calls: who made them, how often they were executed, how they ended.
#pragma once

#include "mtproto/life/chance.hpp"

#include "strata/mtproto/call_id.hpp"
#include "strata/mtproto/session_options.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>

namespace strata::mtproto::life {

/// One call as client and server both know it, by the number that its body carries.
struct Entry {
  CallId call = CallId::none;
  Idempotency idempotency = Idempotency::write;
  nanoseconds made_at{};
  int executions = 0;
  bool ended = false;
  bool cancelled = false;
  /// The server has forgotten that it executed it, so that it cannot know a repetition.
  bool forgotten_by_server = false;
};

/// Throws BrokenRule when a call is lost, ends twice, or is executed twice although that does harm.
class Ledger {
 public:
  std::uint64_t make(Idempotency idempotency, nanoseconds now);
  void named(std::uint64_t number, CallId call);

  // The server's side.
  /// Returns whether this is the first execution.
  bool executed(std::uint64_t number);
  /// The server restarts: what it has executed and not answered is a mystery from now on.
  void server_forgets();

  // The client's side.
  void answered(CallId call);
  void failed(CallId call, bool outcome_is_unknown);
  void cancelled(CallId call);
  /// Any call that has not ended; none if there is none.
  [[nodiscard]] CallId some_open(Chance& chance) const;
  [[nodiscard]] bool is_open(CallId call) const { return by_call_.contains(call); }

  /// Forgets ended calls after a while; a call that stays open for longer than `limit` is lost.
  void audit(nanoseconds now, nanoseconds limit);

  [[nodiscard]] std::size_t open() const { return by_call_.size(); }
  struct Totals {
    std::uint64_t made = 0;
    std::uint64_t answered = 0;
    std::uint64_t cancelled = 0;
    std::uint64_t unknown = 0;
    std::uint64_t failed = 0;
    std::uint64_t executions = 0;
    std::uint64_t repeated = 0;
  };
  [[nodiscard]] const Totals& totals() const { return totals_; }

 private:
  Entry& end(CallId call);

  std::map<std::uint64_t, Entry> entries_;
  std::unordered_map<CallId, std::uint64_t> by_call_;
  std::uint64_t last_ = 0;
  Totals totals_;
};

}  // namespace strata::mtproto::life
