// What a session sends: ids, sequence numbers, messages kept until they are acknowledged.
#pragma once

#include "strata/base/bytes.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <vector>

namespace strata::datacenter {

struct ServerMessage {
  std::int64_t msg_id = 0;
  std::int32_t seq_no = 0;
  Bytes body;
};

/// Which low bits the msg_id of a server's message has (B-12).
enum class MessageKind : std::int64_t { answer = 1, other = 3 };

class Outbox {
 public:
  using Clock = std::chrono::nanoseconds;

  /// Queues a message. A content-related one is kept until acknowledged. Returns its msg_id.
  std::int64_t add(Clock now, MessageKind kind, bool content_related, Bytes body);
  /// Keeps a content-related message without queueing it: requeue() sends it.
  std::int64_t keep(Clock now, MessageKind kind, Bytes body);

  /// Forgets a message that the client has received; false when it is not known.
  bool acknowledge(std::int64_t msg_id);
  [[nodiscard]] const ServerMessage* find(std::int64_t msg_id) const;
  /// Sends a kept message (again); false when it is not known.
  bool requeue(std::int64_t msg_id);
  /// For a new connection: everything not acknowledged goes out again, and what concerned only
  /// the old connection is dropped.
  void requeue_all();

  [[nodiscard]] bool has_queued() const noexcept { return !queue_.empty(); }
  /// Takes queued messages, oldest id first, up to these bounds but at least one.
  [[nodiscard]] std::vector<ServerMessage> take(std::size_t most_messages, std::size_t most_bytes);

  /// Ids and sequence numbers for what is made at the moment of sending.
  [[nodiscard]] std::int64_t next_msg_id(Clock now, MessageKind kind);
  [[nodiscard]] std::int32_t plain_seq_no() const noexcept { return content_count_ * 2; }

 private:
  struct Entry {
    ServerMessage message;
    bool content_related = false;
    bool queued = false;
  };

  std::int64_t store(Clock now, MessageKind kind, bool content_related, Bytes body);
  void bound();

  std::map<std::int64_t, Entry> entries_;
  std::deque<std::int64_t> queue_;
  std::size_t kept_bytes_ = 0;
  std::int64_t last_msg_id_ = 0;
  std::int32_t content_count_ = 0;
};

}  // namespace strata::datacenter
