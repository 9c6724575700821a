// A server that answers everything well, to bring any session to a good end.
#pragma once

#include "mtproto/session/world.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>

namespace strata::mtproto::session_test {

/// Answers every message of the client that it has not answered yet, including those of before its
/// time.
class CooperativeServer {
 public:
  explicit CooperativeServer(World& world) : world_(world) {}

  /// Refuses messages with another salt than those of now: one each half an hour, good for an hour.
  void enforce_salts() { enforces_salts_ = true; }
  [[nodiscard]] std::size_t refused_salts() const { return refused_salts_; }
  /// Loses the session: the next message begins a new one.
  void restart() { new_session_pending_ = true; }

  /// Lets time pass in steps of a second and answers what comes. A connection that the session
  /// gives up is made anew.
  void serve(nanoseconds time);
  /// Answers what is there now.
  void answer_all();

  /// How often the call with this name was executed.
  [[nodiscard]] int executions(const std::string& name) const;

 private:
  void answer(const ClientMessage& message);
  void receive(BytesView body, bool content_related);
  bool refuse_salt(const ClientMessage& message);
  [[nodiscard]] Bytes salts_for(std::int64_t question) const;
  [[nodiscard]] std::int64_t salt_now() const;

  World& world_;
  std::size_t answered_ = 0;
  bool enforces_salts_ = false;
  bool new_session_pending_ = false;
  std::int64_t last_refused_ = 0;
  std::size_t refused_salts_ = 0;
  std::map<std::string, int> executions_;
};

/// Every call has completed once, and nothing is left behind.
void expect_clean_end(World& world);

}  // namespace strata::mtproto::session_test
