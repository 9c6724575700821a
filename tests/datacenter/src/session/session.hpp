// One session of a client: what it has received and what it is still owed.
#pragma once

#include "core/auth_keys.hpp"
#include "session/outbox.hpp"
#include "session/parsed_call.hpp"
#include "session/received.hpp"

#include "strata/datacenter/engine.hpp"

#include <vector>

namespace strata::datacenter {

class Core;

/// State only; what happens to it stands in the other files of this folder.
class Session final : public ClientSession {
 public:
  Session(Core& core, AuthKey& key, std::int64_t id) : core_(core), key_(key), id_(id) {}

  std::uint64_t auth_key_id() const override { return key_.id; }
  std::uint64_t permanent_key_id() const override { return key_.permanent_id(); }
  std::int64_t session_id() const override { return id_; }
  int layer() const override { return key_.layer; }
  bool is_initialised() const override { return key_.is_initialised; }
  const ClientInfo& client_info() const override { return key_.client; }
  bool wants_updates() const override { return wants_updates_; }
  void push_updates(const Object& updates) override;

  [[nodiscard]] AuthKey& key() noexcept { return key_; }

  ReceivedWindow received;
  Outbox outbox;
  /// Ids of the client's messages to acknowledge with the next packet.
  std::vector<std::int64_t> acks;
  /// Calls that wait for others (invokeAfterMsg), by msg_id.
  std::vector<std::pair<std::int64_t, ParsedCall>> parked;
  /// Updates that wait for the answer of the call that caused them.
  std::vector<Bytes> held_updates;
  bool holds_updates = false;
  /// Where packets go; 0 while the client is not connected.
  ConnectionId connection = 0;
  /// new_session_created was sent.
  bool is_announced = false;

  void set_wants_updates() noexcept { wants_updates_ = true; }

 private:
  Core& core_;
  AuthKey& key_;
  std::int64_t id_;
  bool wants_updates_ = false;
};

}  // namespace strata::datacenter
