// Link: one MTProto session with one data centre, kept connected.
#pragma once

#include "net/async_event.hpp"
#include "net/connect_first.hpp"
#include "net/key_refusals.hpp"
#include "net/link_environment.hpp"
#include "net/packet_channel.hpp"
#include "net/reconnect.hpp"
#include "rpc/pending_calls.hpp"

#include "strata/base/buffer.hpp"
#include "strata/client/call_options.hpp"
#include "strata/mtproto/handshake.hpp"
#include "strata/mtproto/session.hpp"

#include <asio/awaitable.hpp>
#include <asio/cancellation_signal.hpp>

#include <memory>
#include <optional>

namespace strata::detail {

/// Which data centre a link talks to, and what for.
struct LinkTarget {
  int dc = 0;
  SessionKind kind = SessionKind::main;
  bool updates = false;  ///< this session receives the account's updates
  /// For nothing but to have the stored permanent key destroyed.
  bool retires_key = false;

  friend auto operator<=>(const LinkTarget&, const LinkTarget&) = default;
};

/// Connects, makes a key if there is none, and carries calls until it is stopped; connects again
/// when the connection is lost. Calls may be made in any state; they wait.
///
/// ```
///   run ──→ connect ──→ (exchange key) ──→ serve: read loop ┐ one ends, both end
///    ↑                                            pump loop ┘        │
///    └──────────── pause by the reconnect procedure ←────────────────┘
/// ```
///
/// Everything happens on the client's strand. Link::run keeps the link alive until it is stopped.
class Link : public std::enable_shared_from_this<Link> {
 public:
  Link(std::shared_ptr<LinkEnvironment> environment, LinkTarget target,
       std::weak_ptr<LinkObserver> observer);

  /// Begins to connect.
  void start();
  /// Ends the link; pending calls fail with `reason`. May be repeated; the first reason stays.
  void stop(const Error& reason);
  /// Skips the pause before the next attempt.
  void reconnect_now();
  /// Introduces the client anew with the next call (CONNECTION_NOT_INITED, B-82).
  void initialize_again();

  /// Makes one call and waits for its outcome. Errors: what the server answered (RpcError),
  /// timed_out at the deadline, connection_lost, unknown_outcome, or the reason of `stop`.
  /// *Throws* Cancelled.
  asio::awaitable<Result<Bytes>> call(Bytes body, mtproto::SendOptions options,
                                      AsyncEvent::TimePoint deadline);

  /// Waits until the link is ready, or has tried every address once without success, or ended.
  asio::awaitable<Status> first_connection();

  /// Of a link that retires its key: what became of it. Nothing at the deadline, or when the link
  /// ended without an answer.
  asio::awaitable<std::optional<mtproto::KeyDestroyed::Outcome>> key_end(
      AsyncEvent::TimePoint deadline);

  [[nodiscard]] const LinkTarget& target() const noexcept { return target_; }
  [[nodiscard]] bool is_ready() const noexcept { return ready_; }
  [[nodiscard]] bool has_ended() const noexcept { return end_.has_value(); }
  [[nodiscard]] std::size_t pending_calls() const noexcept { return pending_.size(); }

 private:
  /// Why an attempt or a connection ended.
  struct Loss {
    Loss(Error why, ConnectionLoss how, bool forever = false)
        : error(std::move(why)), kind(how), fatal(forever) {}
    Error error;
    ConnectionLoss kind;
    bool fatal;
  };

  // link.cpp: the life of the link
  static asio::awaitable<void> run(std::shared_ptr<Link> self);
  asio::awaitable<void> keep_connected();
  asio::awaitable<void> pause(std::chrono::nanoseconds delay);
  void end(const Error& reason);
  void fail_for_good(const Error& reason);
  void log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) const;

  // link_connect.cpp: from nothing to a session that is ready for calls
  asio::awaitable<Loss> connect_and_serve(std::size_t start);
  [[nodiscard]] Status check_addresses() const;
  asio::awaitable<Result<std::shared_ptr<PacketChannel>>> open(std::size_t start);
  asio::awaitable<Result<FirstConnection>> reach(std::size_t start);
  [[nodiscard]] mtproto::TransportKind transport_to(const DcAddress& address) const;
  asio::awaitable<Status> prepare_session(std::shared_ptr<PacketChannel> channel);
  asio::awaitable<Status> make_key(std::shared_ptr<PacketChannel> channel);
  [[nodiscard]] std::vector<DcAddress> addresses() const;
  [[nodiscard]] mtproto::SessionOptions session_options() const;
  void restore_session(const DcEntry& dc);
  void begin_session(mtproto::HandshakeDone done);
  [[nodiscard]] Loss classify(const Error& error);

  // link_serve.cpp: while the connection is up
  class Connection;
  asio::awaitable<Loss> serve(std::shared_ptr<PacketChannel> channel);
  static asio::awaitable<void> pump(std::shared_ptr<Link> self,
                                    std::shared_ptr<PacketChannel> channel);
  [[nodiscard]] Status collect_packets(PacketChannel& channel, Buffer& out);
  void check_deadlines(PacketChannel& channel);
  [[nodiscard]] AsyncEvent::TimePoint next_deadline(const PacketChannel& channel) const;
  [[nodiscard]] Status on_event(const mtproto::TransportEvent& event);
  [[nodiscard]] Loss on_refusal(std::int32_t code);
  [[nodiscard]] Loss on_wrong_dc(const Error& refusal);
  [[nodiscard]] Loss on_key_unknown();
  void give_up_key();

  // link_events.cpp: what the session tells
  void take_events();
  void tell_change();
  void tell_failure();
  void tell_gap(UpdateGap reason);
  void on(const mtproto::CallResult& event);
  void on(const mtproto::CallError& event);
  void on(const mtproto::CallFailed& event);
  void on(const mtproto::CallReceived&) {}
  void on(const mtproto::CallQuickAcked&) {}
  void on(const mtproto::UpdatesReceived& event);
  void on(const mtproto::UpdatesGap& event);
  void on(const mtproto::SessionCreated&) {}
  void on(const mtproto::SessionReset&);
  void on(const mtproto::SaltChanged& event);
  void on(const mtproto::TimeCorrected&);
  void on(const mtproto::KeyDestroyed& event);

  // link_call.cpp: calls
  class CallGuard;

  std::shared_ptr<LinkEnvironment> environment_;
  LinkTarget target_;
  std::weak_ptr<LinkObserver> observer_;

  std::optional<mtproto::Session> session_;
  std::shared_ptr<PacketChannel> channel_;  ///< the connection that serves now
  PendingCalls pending_;
  ReconnectProcedure reconnect_;

  AsyncEvent changed_;  ///< ready, an attempt failed, a session exists, the link ended
  AsyncEvent due_;      ///< the session may have something to write
  AsyncEvent hurry_;    ///< ends the pause between attempts
  asio::cancellation_signal cancel_run_;

  bool ready_ = false;
  bool was_ready_ = false;
  std::size_t failed_attempts_ = 0;
  int failed_exchanges_ = 0;
  std::uint64_t key_id_ = 0;  ///< of the session's key
  KeyRefusals key_refusals_;
  DcAddress place_;                 ///< where the latest connection leads
  bool is_only_way_ = true;         ///< no other place could be reached
  std::size_t wrong_dc_count_ = 0;  ///< refusals with -444 in a row
  std::optional<mtproto::KeyDestroyed::Outcome> key_end_;
  std::optional<Error> last_error_;
  std::optional<Error> end_;
};

}  // namespace strata::detail
