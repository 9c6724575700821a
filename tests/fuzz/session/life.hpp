// One session under fuzzing: everything that can happen to it, and what must hold afterwards.
#pragma once

#include "session/fuzz_input.hpp"
#include "session/fuzz_server.hpp"

#include "strata/mtproto/session.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace strata::fuzz {

/// A reproducible stream, fast and not random at all.
class Stream final : public crypto::RandomSource {
 public:
  void fill(MutableBytes out) override;

 private:
  std::uint64_t state_ = 1;
};

/// Plays the owner and the server of a session as the input says. Every rule that is broken stops
/// the process: a call lost or completed twice, an event for a cancelled call, memory without
/// bound, writing without end, a deadline that stays in the past, a packet that no server takes.
class Life {
 public:
  explicit Life(Input input);

  /// Performs all steps of the input, then lets the session end well.
  void run();

 private:
  // What the owner does.
  void enqueue();
  void cancel();
  void reconnect();
  void restore();
  void advance(std::chrono::nanoseconds time);
  void step();

  // What the server does.
  Bytes message(int depth);
  Bytes answer();
  Bytes about_a_message();
  Bytes about_states();
  Bytes junk();
  Bytes container(int depth);
  std::int64_t some_id();
  void receive(BytesView body);
  void deliver(Bytes packet);

  void write_all();
  void take_events();
  void complete(mtproto::CallId call);
  void check();
  void finish();

  Input input_;
  Stream random_;
  mtproto::Now now_;
  std::chrono::nanoseconds server_offset_;
  Server server_;
  std::optional<mtproto::Session> session_;
  /// The calls that have not ended yet.
  std::map<mtproto::CallId, std::size_t> open_;
  std::vector<mtproto::CallId> made_;
  Bytes last_packet_;
  std::size_t open_bytes_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace strata::fuzz
