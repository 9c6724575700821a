// The state of one session and the functions that move it; each group of them has a file of its
// own.
#pragma once

#include "packet/encrypted.hpp"
#include "session/ack_queue.hpp"
#include "session/assembly.hpp"
#include "session/call_table.hpp"
#include "session/duplicate_window.hpp"
#include "session/event_queue.hpp"
#include "session/keep_alive.hpp"
#include "session/msg_id_generator.hpp"
#include "session/quick_acks.hpp"
#include "session/refusal.hpp"
#include "session/retry_guard.hpp"
#include "session/salt_store.hpp"
#include "session/sent_table.hpp"
#include "session/seq_no.hpp"
#include "session/server_time.hpp"
#include "session/service_queue.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/session.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata::mtproto {
namespace session {

/// A message of the server, as it stands in a packet or a container.
struct Incoming {
  MsgId id{};
  std::int32_t seq_no = 0;
  BytesView body{};
  bool in_container = false;
  bool in_gzip = false;
  bool in_copy = false;
  /// Its time is wrong, so that only what it says about time and salt may count (B-33).
  bool out_of_time = false;
};

/// Whether the key is to be destroyed.
enum class KeyEnd : std::uint8_t { kept, wanted, asked };

/// Whether the server is known not to have taken a message.
enum class Delivery : std::uint8_t { not_received, unknown };

}  // namespace session

/// What a Session is made of.
///
/// ```
///   on_packet ─ inbox.cpp ─ dispatch.cpp ─ on_*.cpp ─→ events, calls to send again, replies due
///   enqueue ─ calls.cpp ─→ waiting ─ outbox.cpp, services.cpp ─→ packet ─→ in flight, sent table
/// ```
class Session::Engine {
 public:
  Engine(crypto::AuthKey key, const SessionState& start, session::ServerTime time,
         SessionOptions options, crypto::RandomSource& random);

  // calls.cpp
  Result<CallId> enqueue(Bytes body, BodyBuilder builder, const SendOptions& options);
  void cancel(CallId call);
  void close(const Error& reason);
  // on_key_destroyed.cpp
  void destroy_key() noexcept;

  // inbox.cpp
  Status on_packet(Now now, MutableBytes packet);
  // outbox.cpp
  std::optional<OutgoingPacket> write_packet(Now now, Buffer& out);

  // life.cpp
  void on_connected(Now now);
  void on_disconnected();
  void on_quick_ack(std::uint32_t token);
  void on_long_poll_end() noexcept { long_poll_until_.reset(); }
  [[nodiscard]] std::optional<std::chrono::nanoseconds> deadline() const;
  Status on_deadline(Now now);

  void set_init_prefix(Bytes prefix);
  void on_key_bound() noexcept;
  void set_transport(Padding padding, bool pads_packets) noexcept;

  // state.cpp
  [[nodiscard]] SessionState export_state(Now now) const;
  [[nodiscard]] std::size_t memory_usage() const noexcept;
  [[nodiscard]] std::int64_t session_id() const noexcept { return session_id_; }
  [[nodiscard]] const session::ServerTime& time() const noexcept { return time_; }
  [[nodiscard]] std::size_t pending_calls() const noexcept { return calls_.size(); }
  std::optional<SessionEvent> next_event() { return events_.pop(); }

 private:
  using Call = session::Call;
  using Incoming = session::Incoming;
  using SentMessage = session::SentMessage;
  using SentKind = session::SentKind;
  using Delivery = session::Delivery;
  using Assembly = session::Assembly;

  // inbox.cpp: what holds for every message, whatever it says.
  Status accept(Now now, const Incoming& message);
  Status receive(Now now, const Incoming& message);
  void acknowledge(Now now, const Incoming& message);
  void acknowledge_again(Now now, const Incoming& message);

  // dispatch.cpp, and one file for each group of messages.
  Status dispatch(Now now, const Incoming& message);
  Status on_container(Now now, const Incoming& message);
  Status on_msg_copy(Now now, const Incoming& message);
  Status on_gzip(Now now, const Incoming& message);
  Status on_rpc_result(Now now, const Incoming& message);
  Status on_acks(Now now, const Incoming& message);
  Status on_bad_salt(Now now, const Incoming& message);
  Status on_bad_msg(Now now, const Incoming& message);
  Status on_new_session(Now now, const Incoming& message);
  Status on_future_salts(Now now, const Incoming& message);
  Status on_pong(Now now, const Incoming& message);
  Status on_state_request(Now now, const Incoming& message);
  Status on_resend_request(Now now, const Incoming& message);
  Status on_state_info(Now now, const Incoming& message);
  Status on_all_info(Now now, const Incoming& message);
  Status on_detailed_info(Now now, const Incoming& message);
  Status on_new_detailed_info(Now now, const Incoming& message);
  Status on_key_destroyed(Now now, const Incoming& message);
  Status on_unsolicited(Now now, const Incoming& message);
  Status on_updates(Now now, const Incoming& message);

  // on_key_destroyed.cpp
  void take_key_answer(BytesView object);
  void ask_again_for_key_end() noexcept;
  // on_rpc_result.cpp
  Status on_unknown_answer(std::size_t size);
  void answer(const SentMessage& question, BytesView object);
  void answer_with_error(Call& call, MsgId question, BytesView object);
  bool retry_after_error(Call& call, std::int32_t code, std::string_view text);
  // on_new_session.cpp
  void send_again_before(MsgId first);
  // on_gzip.cpp
  Result<BytesView> inflate(BytesView gzip_packed);
  // on_acks.cpp
  void mark_received(MsgId id);
  void mark_received(const SentMessage& message);
  // on_state_info.cpp
  void apply_state(Now now, MsgId id, std::uint8_t state);
  [[nodiscard]] Bytes states_of(std::span<const std::int64_t> ids) const;
  // on_detailed_info.cpp
  void want_answer(Now now, MsgId answer);
  // on_bad_msg.cpp
  Status on_refusal(Now now, MsgId bad_msg_id, session::Refusal refusal);
  bool limit_refusals(Now now, const std::vector<SentMessage>& refused);
  void reject(const std::vector<SentMessage>& refused);
  void reset_after(Now now, const std::vector<SentMessage>& refused,
                   std::optional<MsgId> refused_from);
  void send_singly(const std::vector<SentMessage>& refused);
  void cannot_tell(Now now, const SentMessage& sent);

  // resend.cpp
  void send_again(CallId call, Delivery delivery);
  void send_again(const SentMessage& message);
  void fail_call(CallId call, Errc code, std::string message);
  void complete(CallId call, SessionEvent event);
  void adopt_salt(Now now, std::int64_t salt);
  void correct_time(Now now, MsgId evidence);
  void report_time();

  // reset.cpp
  /// RESET-SESSION. The server cannot have accepted messages from `refused_from` on, if given.
  void reset(std::optional<MsgId> refused_from);
  void draw_session_id();

  // outbox.cpp
  bool write_calls(Now now, Assembly& assembly);
  [[nodiscard]] bool fits(const Call& call, const Assembly& assembly) const;
  bool write_call(Now now, Call& call, Assembly& assembly);
  OutgoingPacket seal(Now now, Assembly& assembly);
  bool await_quick_ack(std::uint32_t token, MsgId first);
  MsgId next_id(Now now);
  // services.cpp
  void write_services(Now now, Assembly& assembly);
  void write_ping(Now now, Assembly& assembly);
  void write_salts_request(Now now, Assembly& assembly);
  void write_questions(Now now, Assembly& assembly);
  void write_state_answers(Now now, Assembly& assembly);
  void write_courtesies(Now now, Assembly& assembly);
  void write_long_poll(Now now, Assembly& assembly);
  template <class Write>
  MsgId write_service(Now now, Assembly& assembly, SentKind kind, Write write);
  template <class Message>
  MsgId write_object(Now now, Assembly& assembly, SentKind kind, const Message& message);
  MsgId write_ids(Now now, Assembly& assembly, SentKind kind, std::uint32_t type,
                  std::span<const MsgId> ids);
  [[nodiscard]] std::optional<std::chrono::nanoseconds> salts_due_at() const;
  // wrappers.cpp
  [[nodiscard]] bool waits_for_predecessors(const Call& call) const;
  void write_wrappers(Call& call, Buffer& out);

  // life.cpp
  void observe(Now now);
  void check_states(std::chrono::nanoseconds now);
  void trim(std::chrono::nanoseconds now);

  crypto::AuthKey key_;
  SessionOptions options_;
  crypto::RandomSource& random_;

  std::int64_t session_id_ = 0;
  session::ServerTime time_;
  session::MsgIdGenerator ids_;
  session::SeqNo seq_no_;
  session::DuplicateWindow received_;
  session::AckQueue acks_;
  session::SaltStore salts_;
  session::CallTable calls_;
  session::SentTable sent_;
  session::ServiceQueue services_;
  session::KeepAlive keep_alive_;
  session::QuickAcks quick_acks_;
  session::EventQueue events_;

  /// The decompressed bodies that events alias.
  std::vector<Bytes> inflated_;
  std::size_t inflated_bytes_ = 0;

  session::RetryGuard resets_;
  session::RetryGuard own_faults_;
  session::RetryGuard service_refusals_;
  std::array<std::int64_t, 4> unique_ids_{};
  std::size_t sessions_created_ = 0;
  std::size_t unwanted_bytes_ = 0;
  std::optional<std::chrono::nanoseconds> state_check_at_;
  std::optional<std::chrono::nanoseconds> salts_asked_at_;
  /// While a long poll is open: when its connection counts as dead (B-92).
  std::optional<std::chrono::nanoseconds> long_poll_until_;
  bool writes_long_poll_ = false;
  session::KeyEnd key_end_ = session::KeyEnd::kept;
  std::chrono::nanoseconds reported_offset_{};
  std::optional<Error> closed_;
  bool expects_first_session_ = true;
  bool connected_ = false;
  /// A packet of this connection was verified.
  bool heard_ = false;
  /// The server has answered a call that carried the init prefix well (B-82).
  bool initialized_ = false;
};

}  // namespace strata::mtproto
