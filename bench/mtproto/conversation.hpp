// One session and its transport in a steady state, with each half of a round trip by itself.
#pragma once

#include "mtproto/peer.hpp"
#include "mtproto/watch.hpp"

#include "strata/mtproto/session.hpp"
#include "strata/mtproto/transport.hpp"

#include <chrono>
#include <memory>
#include <vector>

namespace strata::mtproto::bench {

/// What one half of a round trip has cost.
struct Cost {
  std::chrono::nanoseconds time{};
  Counts counts;
};

/// Rounds of `count` calls, all in one packet if there are several.
class Conversation {
 public:
  Conversation(std::size_t count, std::size_t size);

  /// Enqueues the calls, writes them and wraps the packet into the transport.
  Cost send();
  /// Takes the packet with their answers from the stream and then every event.
  Cost receive();
  /// What the session holds after ten quiet minutes: the key, the ids of the last thousand
  /// messages, and no more than is needed to go on.
  std::size_t bytes_after_traffic();
  /// Whether every call was answered.
  [[nodiscard]] bool is_whole() const { return answered_ == sent_; }

 private:
  void tick();

  std::size_t count_;
  std::size_t size_;
  Stream random_;
  Peer peer_;
  Now now_;
  Session session_;
  std::unique_ptr<Transport> transport_;
  std::vector<Bytes> bodies_;
  Buffer out_;
  std::vector<std::int64_t> calls_;
  std::size_t sent_ = 0;
  std::size_t answered_ = 0;
};

/// What a session holds that has made a call and then nothing for a while.
[[nodiscard]] std::size_t idle_bytes();

}  // namespace strata::mtproto::bench
