// The server of a simulated life: executes, answers, forgets.
#pragma once

#include "mtproto/life/chance.hpp"
#include "mtproto/life/ledger.hpp"
#include "mtproto/session/test_server.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <set>
#include <vector>

namespace strata::mtproto::life {

/// What a packet from the client makes the server do, as it would on a real one: salts and times
/// are checked, calls executed once per message, answers kept until they are acknowledged and sent
/// again until then, sessions begun anew when the server has forgotten them.
class ServerModel {
 public:
  /// `later(delay, action)` performs the action in the future; `send` puts a packet on the wire.
  struct Hooks {
    std::function<nanoseconds()> time;
    std::function<void(nanoseconds, std::function<void()>)> later;
    std::function<void(Bytes)> send;
  };

  ServerModel(Ledger& ledger, Chance& chance, Hooks hooks);

  void on_packet(BytesView packet);
  /// The client has a new connection: what it has not acknowledged comes again.
  void on_connected();
  /// Everything that is not on disk is gone.
  void restart();
  /// All salts change at once.
  void change_salts() { ++salt_epoch_; }
  void push_update();
  /// A question or remark about messages, out of the blue.
  void remark();

  void expect_session(std::int64_t session_id) { wire_.expect_session(session_id); }
  [[nodiscard]] const std::vector<std::string>& violations() const { return wire_.violations(); }
  [[nodiscard]] std::int64_t updates_pushed() const { return updates_; }
  [[nodiscard]] std::int64_t salt_now() const;

  struct Totals {
    std::uint64_t packets = 0;
    std::uint64_t sessions = 0;
    std::uint64_t bad_salts = 0;
    std::uint64_t bad_times = 0;
    std::uint64_t repeated_answers = 0;
  };
  [[nodiscard]] const Totals& totals() const { return totals_; }

 private:
  using Message = session_test::ClientMessage;
  struct Unacknowledged {
    std::int64_t msg_id;
    std::int32_t seq_no;
    std::int64_t question;
    Bytes body;
  };

  bool refuse(const Message& message, std::int64_t outer);
  void begin_session(std::int64_t first_msg_id);
  void on_message(const Message& message);
  void on_query(const Message& message);
  void on_state_request(const Message& message);
  void on_resend_request(const Message& message);
  void answer(std::int64_t question, std::uint64_t session, Bytes object);
  void say(BytesView body, bool content_related, std::int64_t question = 0);
  void send_again(const Unacknowledged& message);
  /// A message that is not acknowledged comes again, as long as its session is known.
  void repeat_later(std::int64_t msg_id, std::uint64_t session);

  Ledger& ledger_;
  Chance& chance_;
  Hooks hooks_;
  session_test::TestServer wire_;
  std::int64_t known_session_ = 0;
  /// Counts the sessions that were begun; answers belong to one of them.
  std::uint64_t session_number_ = 0;
  bool initialized_ = false;
  std::set<std::int64_t> received_;
  std::int64_t forgotten_below_ = 0;
  std::deque<Unacknowledged> unacknowledged_;
  std::int64_t salt_epoch_ = 0;
  std::int64_t last_unique_id_ = 0;
  std::int64_t updates_ = 0;
  Totals totals_;
};

/// The body of a call that carries this number.
[[nodiscard]] Bytes numbered_query(std::uint64_t number, std::size_t size);
/// What stands in front of queries until the connection is initialised.
[[nodiscard]] Bytes init_prefix();

}  // namespace strata::mtproto::life
