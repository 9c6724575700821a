// A session and its server in one virtual world: clocks, a wire, and a log in words.
#pragma once

#include "mtproto/session/test_server.hpp"
#include "mtproto/session/wire.hpp"
#include "support/scripted_random.hpp"

#include "strata/mtproto/session.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata::mtproto::session_test {

using std::chrono::nanoseconds;
using std::chrono::seconds;

/// How a world begins.
struct WorldOptions {
  WorldOptions();  // the session below does not ask for salts by itself
  SessionOptions session;
  /// Server's clock minus what the session believes at the start.
  nanoseconds clock_error{};
  std::int64_t first_salt = 100;
  std::uint64_t seed = 1;
  /// While time passes, each ping is answered.
  bool answers_pings = false;
  /// Packets travel through such a transport, cut in every way; without one they arrive whole.
  std::optional<TransportKind> transport = {};
};

/// Runs one session against one server, both on virtual clocks, and says what happens in short
/// words, which tests compare:
///
/// - messages of the client: `a` (the call with this name), `init a`, `after(b) a`, `gzip a`, `ack
/// 2`,
///   `ping`, `salts?`, `state? a b`, `resend? 1`, `state! 04`, `drop a`, `destroy`,
///   `wait 0 0 25000` (http_wait)
/// - events: `result a <hex>`, `error a 420 TEXT`, `failed a unknown_outcome`, `received a`,
///   `quick a`, `updates <hex>`, `gap new_session`, `created`, `reset`, `salt 7`, `time 120`,
///   and `dead` when a deadline found the connection dead
class World {
 public:
  explicit World(const WorldOptions& options = {});

  // The client's side.
  CallId call(const std::string& name, SendOptions options = {}, std::size_t size = 0);
  CallId call_raw(const std::string& name, Bytes body, const SendOptions& options = {});
  void cancel(const std::string& name);
  [[nodiscard]] CallId id(const std::string& name) const { return calls_.at(name); }
  /// The names of all calls, and whether they were cancelled.
  [[nodiscard]] const std::map<std::string, bool>& made_calls() const { return made_calls_; }
  void connect();
  void disconnect();
  [[nodiscard]] bool is_connected() const { return connected_; }
  /// Lets time pass; deadlines fire on the way.
  void advance(nanoseconds time);
  /// Moves only the wall clock.
  void jump_wall_clock(nanoseconds by) { now_.unix_time += by; }

  // The server's side. Content-related messages are odd in seqno.
  Status receive(BytesView body, bool content_related = true);
  Status receive(std::int64_t msg_id, std::int32_t seq_no, BytesView body, const Seal& how = {});
  Status receive_packet(BytesView packet);
  [[nodiscard]] nanoseconds server_time() const { return now_.monotonic + server_offset_; }
  void move_server_clock(nanoseconds by) { server_offset_ += by; }
  [[nodiscard]] TestServer& server() { return server_; }

  // What was said. Each take_… gives what is new since the last.
  [[nodiscard]] std::vector<std::string> take_sent();
  [[nodiscard]] std::vector<std::string> take_events();
  /// The messages of the last take_sent() and of all times.
  [[nodiscard]] const std::vector<ClientMessage>& messages() const { return messages_; }
  /// The packets of the client as they were written.
  [[nodiscard]] const std::vector<Bytes>& packets() const { return packets_; }
  /// The id of the last message that carried this (a word as above); zero if none did.
  [[nodiscard]] std::int64_t id_of(std::string_view word) const;
  /// The container that it came in.
  [[nodiscard]] std::int64_t container_of(std::string_view word) const;
  [[nodiscard]] const ClientMessage* last(std::string_view word) const;
  /// The error of the last step, if it asked for CLOSE.
  [[nodiscard]] std::optional<std::error_code> closed() const { return closed_; }

  /// Writes what is due; normally done by every step.
  void flush();
  /// Packets are lost from now on, or arrive again.
  void lose_packets(bool lose) { loses_packets_ = lose; }

  [[nodiscard]] Session& session() { return session_; }
  [[nodiscard]] Now now() const { return now_; }
  [[nodiscard]] test::ScriptedRandom& random() { return random_; }
  [[nodiscard]] std::string describe(const ClientMessage& message) const;

 private:
  void note_close(const Status& status);
  void take_all_events();
  void answer_ping();
  [[nodiscard]] std::string describe(const SessionEvent& event) const;
  [[nodiscard]] std::string name_of(CallId call) const;
  [[nodiscard]] std::string name_of(std::int64_t msg_id) const;

  test::ScriptedRandom random_;
  Now now_;
  nanoseconds server_offset_;
  TestServer server_;
  Session session_;
  std::map<std::string, CallId> calls_;
  std::map<CallId, std::string> names_;
  std::map<std::string, bool> made_calls_;
  std::vector<ClientMessage> messages_;
  std::vector<std::string> words_;
  std::size_t words_taken_ = 0;
  std::vector<Bytes> packets_;
  std::deque<std::string> events_;
  std::optional<std::error_code> closed_;
  std::int64_t answered_ping_ = 0;
  bool answers_pings_;
  std::optional<TransportKind> transport_;
  std::optional<Wire> wire_;
  bool connected_ = false;
  bool loses_packets_ = false;
};

/// The prefix that tests use as SessionOptions::init_prefix.
[[nodiscard]] Bytes test_init_prefix();
/// The query of the call with this name, `size` bytes longer.
[[nodiscard]] Bytes test_query(const std::string& name, std::size_t size = 0);

}  // namespace strata::mtproto::session_test
