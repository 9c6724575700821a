// Scripts: what happens to a session, step by step, and what is expected of it.
#pragma once

#include "mtproto/session/world.hpp"

#include "strata/mtproto/errors.hpp"

#include <functional>
#include <string>
#include <vector>

namespace strata::mtproto::session_test {

/// A server message whose content depends on what has happened, such as the id of a call.
using Message = std::function<Bytes(World&)>;

// Messages by what they are about; `call` is a word as World describes messages.
[[nodiscard]] Message fixed(Bytes body);
[[nodiscard]] Message answer(std::string call, Bytes object);
[[nodiscard]] Message answer_true(std::string call);
[[nodiscard]] Message error(std::string call, std::int32_t code, std::string text);
[[nodiscard]] Message ack(std::string call);
[[nodiscard]] Message bad_salt(std::string call, std::int64_t salt);
[[nodiscard]] Message bad_salt_of_container(std::string call, std::int64_t salt);
[[nodiscard]] Message bad_msg(std::string call, std::int32_t code);
[[nodiscard]] Message bad_msg_of_container(std::string call, std::int32_t code);
[[nodiscard]] Message new_session(std::string first_call, std::int64_t unique_id,
                                  std::int64_t salt);
/// The answer to the last ping.
[[nodiscard]] Message pong_to_last();
/// The answer to the last msgs_state_req.
[[nodiscard]] Message states(Bytes info);
/// A container with these messages; a content-related one for each `true`.
struct Inner {
  Message message;
  bool content_related = true;
};
[[nodiscard]] Message container_of(std::vector<Inner> parts);

/// One step after the other on a fresh World. Whatever the session sends or tells must be expected
/// by the script, or check() fails.
class SessionScript {
 public:
  SessionScript() = default;
  explicit SessionScript(WorldOptions options) : options_(std::move(options)) {}

  SessionScript& call(const std::string& name, SendOptions options = {});
  SessionScript& cancel(const std::string& name);
  SessionScript& receive(Message message, bool content_related = true);
  SessionScript& advance(nanoseconds time);
  SessionScript& disconnect();
  SessionScript& connect();
  /// Anything else that happens, and anything else that is to be checked.
  SessionScript& run(std::function<void(World&)> step);
  SessionScript& verify(std::function<void(World&)> step);
  /// A call that is to be executed after these.
  SessionScript& call_after(const std::string& name, std::vector<std::string> before,
                            SendOptions options = {});

  /// The messages that were sent since the last such expectation, in any number of packets.
  SessionScript& expect_sent(std::vector<std::string> words);
  SessionScript& expect_event(std::string words);
  SessionScript& expect_events(std::vector<std::string> words);
  /// The last step asked for CLOSE with this code.
  SessionScript& expect_close(Errc code);

  /// Runs the script as it stands.
  void check();
  /// Runs it over each kind of byte stream, where every packet arrives byte by byte and is read
  /// alike from any two pieces: the session must do and say exactly the same as with whole packets.
  void check_every_split() const;
  /// First that; then runs it again and again with a fault in one step after the other (the packet
  /// truncated, damaged, doubled, delayed, lost; what is written lost; the connection broken), each
  /// time followed by a server that does its best. Whatever happens, each call completes exactly
  /// once, nothing stays behind, no rule about client messages is broken, and no time is spent
  /// busily.
  void check_every_fault();

 private:
  enum class Kind { act, receive, expect };
  struct Step {
    Kind kind;
    std::string name;
    std::function<void(World&)> act;
    Message message;
    bool content_related = true;
  };
  enum class Fault { none, truncated, damaged, doubled, delayed, lost, unwritten, broken };

  SessionScript& add(Kind kind, std::string name, std::function<void(World&)> act);
  /// Performs all steps without looking at expectations and says what happened.
  [[nodiscard]] std::vector<std::string> play(const WorldOptions& options) const;
  void run_with_fault(std::size_t at, Fault fault) const;
  static void receive_with_fault(World& world, const Step& step, Fault fault, Bytes& delayed);

  WorldOptions options_;
  std::vector<Step> steps_;
};

}  // namespace strata::mtproto::session_test
