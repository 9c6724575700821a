// Buttons that people pressed and that bots have not answered yet.
#pragma once

#include "strata/datacenter/world/ids.hpp"
#include "strata/datacenter/world/limits.hpp"
#include "strata/datacenter/world/refusal.hpp"

#include <map>
#include <optional>
#include <string>

namespace strata::datacenter {

/// What the bot tells the person who pressed.
struct CallbackAnswer {
  bool alert = false;
  std::optional<std::string> message;
  std::optional<std::string> url;
  std::int32_t cache_time = 0;
};

/// The open queries, with whatever must happen when they end.
template <class Completion>
class CallbackQueries {
 public:
  explicit CallbackQueries(const Limits& limits) : limits_(limits) {}

  /// Opens a query; `number` must be new. 420 FLOOD_WAIT_1 when too many are open.
  Outcome<void> open(std::int64_t number, UserId bot, Completion completion) {
    if (open_.size() >= limits_.callback_queries) return refuse(420, "FLOOD_WAIT_1");
    open_.emplace(number, Query{bot, std::move(completion)});
    return {};
  }

  /// Ends a query of this bot and gives its completion; nothing when it is not open.
  std::optional<Completion> close(std::int64_t number, UserId bot) {
    const auto found = open_.find(number);
    if (found == open_.end() || found->second.bot != bot) return std::nullopt;
    std::optional<Completion> completion(std::move(found->second.completion));
    open_.erase(found);
    return completion;
  }

 private:
  struct Query {
    UserId bot;
    Completion completion;
  };
  const Limits& limits_;
  std::map<std::int64_t, Query> open_;
};

}  // namespace strata::datacenter
