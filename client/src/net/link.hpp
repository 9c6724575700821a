// Link: one MTProto session with one data centre, kept connected.
#pragma once

#include "net/async_event.hpp"
#include "net/connect_first.hpp"
#include "net/key_refusals.hpp"
#include "net/link_environment.hpp"
#include "net/link_session.hpp"
#include "net/packet_channel.hpp"
#include "net/reconnect.hpp"

#include "strata/base/buffer.hpp"
#include "strata/client/call_options.hpp"
#include "strata/mtproto/handshake.hpp"
#include "strata/mtproto/session.hpp"
#include "strata/mtproto/temporary_keys.hpp"

#include <asio/awaitable.hpp>
#include <asio/cancellation_signal.hpp>

#include <array>
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
  [[nodiscard]] std::size_t pending_calls() const;

 private:
  using In = std::shared_ptr<LinkSession>;

  /// Why an attempt or a connection ended.
  struct Loss {
    Loss(Error why, ConnectionLoss how, bool forever = false)
        : error(std::move(why)), kind(how), fatal(forever) {}
    Error error;
    ConnectionLoss kind;
    bool fatal;
  };

  /// How a connection goes: where to, and whether no other place could be reached.
  struct Way {
    DcAddress address = {};
    bool is_only = true;
  };
  struct Opened {
    Opened(std::shared_ptr<PacketChannel> made, Way how)
        : channel(std::move(made)), way(std::move(how)) {}
    std::shared_ptr<PacketChannel> channel;
    Way way;
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
  asio::awaitable<Result<Opened>> open(std::size_t start);
  asio::awaitable<Result<FirstConnection>> reach(std::size_t start, bool& is_only_way);
  [[nodiscard]] mtproto::TransportKind transport_to(const DcAddress& address) const;
  [[nodiscard]] mtproto::TransportOptions transport_options(const DcAddress& address,
                                                            std::string_view host) const;
  asio::awaitable<Status> prepare_session(std::shared_ptr<PacketChannel> channel);
  asio::awaitable<Status> prepare_permanent_key(std::shared_ptr<PacketChannel> channel);
  asio::awaitable<Result<mtproto::HandshakeDone>> exchange(
      std::shared_ptr<PacketChannel> channel, std::optional<std::chrono::seconds> expires_in,
      bool media);
  void keep_key(const mtproto::HandshakeDone& done);
  [[nodiscard]] std::vector<DcAddress> addresses() const;
  [[nodiscard]] std::optional<DcAddress> given_address() const;
  [[nodiscard]] std::vector<DcAddress> places(std::size_t start) const;
  [[nodiscard]] mtproto::SessionOptions session_options() const;
  [[nodiscard]] mtproto::Session stored_session(const DcEntry& dc) const;
  [[nodiscard]] Loss classify(const Error& error);

  // link_secrecy.cpp: temporary keys, with perfect forward secrecy
  [[nodiscard]] bool has_secrecy() const;
  asio::awaitable<Status> prepare_temporary_key(std::shared_ptr<PacketChannel> channel);
  asio::awaitable<Status> check_permanent_key(std::shared_ptr<PacketChannel> channel);
  static asio::awaitable<void> renew_key(std::shared_ptr<Link> self);
  asio::awaitable<Status> make_next_key();
  [[nodiscard]] std::shared_ptr<LinkSession> begin_temporary(mtproto::HandshakeDone done);
  void change_keys();
  void on_binding(const std::shared_ptr<LinkSession>& in, const Status& outcome);
  void on_bound(const std::shared_ptr<LinkSession>& in);
  [[nodiscard]] Loss on_temporary_key_unknown(const Error& refusal);
  void lose_temporary_key(const Error& reason);
  void drop(std::shared_ptr<LinkSession>& session, const Error& reason);
  [[nodiscard]] std::chrono::seconds server_now() const;
  [[nodiscard]] std::chrono::nanoseconds temporary_key_pause() const;

  // link_serve.cpp: while the connection is up
  class Connection;
  asio::awaitable<Loss> serve(std::shared_ptr<PacketChannel> channel);
  static asio::awaitable<void> pump(std::shared_ptr<Link> self,
                                    std::shared_ptr<PacketChannel> channel);
  [[nodiscard]] Status collect_packets(PacketChannel& channel, Buffer& out);
  template <class Step>
  void each_session(Step step) const;
  [[nodiscard]] std::shared_ptr<LinkSession> session_of(BytesView packet) const;
  void attach(LinkSession& session);
  void check_deadlines(PacketChannel& channel);
  [[nodiscard]] AsyncEvent::TimePoint next_deadline(const PacketChannel& channel) const;
  [[nodiscard]] Status on_event(const mtproto::TransportEvent& event);
  [[nodiscard]] Loss on_refusal(std::int32_t code);
  [[nodiscard]] Loss on_wrong_dc(const Error& refusal);
  [[nodiscard]] Loss on_key_unknown();
  [[nodiscard]] Loss on_key_lost(std::uint64_t key_id);

  // link_events.cpp: what the session tells
  void take_events();
  void take_events_of(const In& in);
  void tell_change();
  void tell_failure();
  void tell_gap(UpdateGap reason);
  void on(const In& in, const mtproto::CallResult& event);
  void on(const In& in, const mtproto::CallError& event);
  void on(const In& in, const mtproto::CallFailed& event);
  void on(const In&, const mtproto::CallReceived&) {}
  void on(const In&, const mtproto::CallQuickAcked&) {}
  void on(const In&, const mtproto::UpdatesReceived& event);
  void on(const In&, const mtproto::UpdatesGap& event);
  void on(const In&, const mtproto::SessionCreated&) {}
  void on(const In&, const mtproto::SessionReset&);
  void on(const In&, const mtproto::SaltChanged& event);
  void on(const In&, const mtproto::TimeCorrected&);
  void on(const In&, const mtproto::KeyDestroyed& event);

  // link_call.cpp: calls
  class CallGuard;
  asio::awaitable<Status> wait_for_session(AsyncEvent::TimePoint deadline);
  asio::awaitable<Result<Bytes>> call_in(std::shared_ptr<LinkSession> in, Bytes body,
                                         mtproto::SendOptions options, std::uint32_t method,
                                         AsyncEvent::TimePoint deadline);

  std::shared_ptr<LinkEnvironment> environment_;
  LinkTarget target_;
  std::weak_ptr<LinkObserver> observer_;

  std::shared_ptr<LinkSession> session_;    ///< for new calls
  std::shared_ptr<LinkSession> next_;       ///< its key is being bound, then it takes over
  std::shared_ptr<LinkSession> previous_;   ///< until its calls are answered
  std::shared_ptr<PacketChannel> channel_;  ///< the connection that serves now
  ReconnectProcedure reconnect_;

  AsyncEvent changed_;  ///< ready, an attempt failed, a session exists, the link ended
  AsyncEvent due_;      ///< the session may have something to write
  AsyncEvent hurry_;    ///< ends the pause between attempts
  asio::cancellation_signal cancel_run_;

  bool ready_ = false;
  bool was_ready_ = false;
  std::size_t failed_attempts_ = 0;
  int failed_exchanges_ = 0;
  mtproto::TemporaryKeys temporary_keys_;
  asio::cancellation_signal cancel_renewal_;
  bool is_renewing_ = false;
  std::optional<Error> binding_error_;  ///< no temporary key could be had, several times in a row
  std::optional<std::chrono::nanoseconds> time_offset_;  ///< as the last temporary session knew it
  KeyRefusals key_refusals_;
  Way way_;                         ///< of the latest connection
  std::size_t wrong_dc_count_ = 0;  ///< refusals with -444 in a row
  std::optional<mtproto::KeyDestroyed::Outcome> key_end_;
  std::optional<Error> last_error_;
  std::optional<Error> end_;
};

/// The sessions stay alive during the step, which may end them.
template <class Step>
void Link::each_session(Step step) const {
  const std::array<In, 3> all = {session_, next_, previous_};
  for (const In& in : all) {
    if (in) step(in);
  }
}

}  // namespace strata::detail
