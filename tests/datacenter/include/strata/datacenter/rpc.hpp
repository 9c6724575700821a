// The seam between the protocol core and the services: sessions, requests, answers, registration.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/datacenter/value.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace strata::datacenter {

/// Everything here runs on the one strand of its data centre: handlers need no locks, must not
/// block, and may call back into the core at any time.

/// What a client said of itself in initConnection.
struct ClientInfo {
  std::int32_t api_id = 0;
  std::string device_model;
  std::string system_version;
  std::string app_version;
  std::string system_lang_code;
  std::string lang_pack;
  std::string lang_code;
};

/// One session of a client, as services see it. Owned by the core: valid during the call that
/// gave it, and until `Service::on_session_closed`.
class ClientSession {
 public:
  virtual ~ClientSession() = default;

  /// The key that encrypts the session: temporary under PFS.
  [[nodiscard]] virtual std::uint64_t auth_key_id() const = 0;
  /// The permanent key that a login belongs to: the one bound by auth.bindTempAuthKey under PFS,
  /// else auth_key_id(). Zero while a temporary key is not bound.
  [[nodiscard]] virtual std::uint64_t permanent_key_id() const = 0;
  [[nodiscard]] virtual std::int64_t session_id() const = 0;
  /// The layer of the last invokeWithLayer on this key, or 0.
  [[nodiscard]] virtual int layer() const = 0;
  /// True once initConnection was received on this key.
  [[nodiscard]] virtual bool is_initialised() const = 0;
  [[nodiscard]] virtual const ClientInfo& client_info() const = 0;
  /// False for sessions that only ever called through invokeWithoutUpdates (file sessions).
  [[nodiscard]] virtual bool wants_updates() const = 0;

  /// Sends an object of type Updates, in the layer of the session, until it is acknowledged.
  /// Updates pushed while a request is handled follow its answer.
  virtual void push_updates(const Object& updates) = 0;
};

/// The answer "no": code and text of rpc_error.
struct RpcError {
  std::int32_t code = 0;
  std::string text;

  friend bool operator==(const RpcError&, const RpcError&) = default;
};

/// The handler answers later, through the Responder that it took from its context.
struct AnswerLater {};

/// What a handler returns. The value is encoded as the result type of the method.
using RpcResult = std::variant<Value, RpcError, AnswerLater>;

/// Sends the answer of a call that was put off. Copyable; only the first answer counts; harmless
/// after the session is gone. A responder dropped unused leaves the client waiting.
using Responder = std::function<void(RpcResult)>;

/// What services may ask of the data centre that runs them.
class Host {
 public:
  virtual ~Host() = default;

  /// The number of this data centre, and where it listens.
  [[nodiscard]] virtual int dc_id() const = 0;
  [[nodiscard]] virtual std::string address() const = 0;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  [[nodiscard]] virtual bool is_test_environment() const = 0;

  /// The time of the data centre: unix seconds, and the same with a fraction.
  [[nodiscard]] virtual std::int32_t now() const = 0;
  [[nodiscard]] virtual std::chrono::nanoseconds unix_time() const = 0;
  virtual void fill_random(MutableBytes bytes) = 0;
  /// Calls `task` on the strand after `delay`; dropped when the data centre stops.
  virtual void schedule(std::chrono::nanoseconds delay, std::function<void()> task) = 0;

  /// The sessions of a permanent key that want updates, whether connected at the moment or not.
  [[nodiscard]] virtual std::vector<ClientSession*> update_sessions(
      std::uint64_t permanent_key_id) = 0;
  /// Forgets a permanent key, its temporary keys and their sessions, and closes its connections;
  /// whoever uses it later gets transport error -404.
  virtual void destroy_key(std::uint64_t permanent_key_id) = 0;
};

/// One request while it is handled.
class RequestContext {
 public:
  RequestContext(Host& the_host, ClientSession& the_session, std::int64_t the_msg_id,
                 std::function<Responder()> make_responder)
      : host(the_host),
        session(the_session),
        msg_id(the_msg_id),
        make_responder_(std::move(make_responder)) {}

  Host& host;
  ClientSession& session;
  /// msg_id of the request: the same again means a re-sent request, which the core answers itself.
  std::int64_t msg_id;

  /// For answers that come later: keep the responder and return AnswerLater.
  [[nodiscard]] Responder responder() const { return make_responder_(); }

 private:
  std::function<Responder()> make_responder_;
};

/// Who may call a method.
enum class Access {
  /// Everybody with a key.
  anyone,
  /// A key on which somebody is logged in; others get 401 AUTH_KEY_UNREGISTERED.
  logged_in,
};

/// Finds the handler of each method.
class Dispatcher {
 public:
  using Handler = std::function<RpcResult(RequestContext&, const Object& request)>;
  using LoginCheck = std::function<bool(std::uint64_t permanent_key_id)>;

  /// Registers the handler of a method, replacing an earlier one.
  void on(std::string method, Access access, Handler handler);
  /// The same for `Access::logged_in`.
  void on(std::string method, Handler handler);
  /// Who decides whether somebody is logged in on a key; until set, nobody is.
  void set_login_check(LoginCheck check) { login_check_ = std::move(check); }

  /// Calls the handler. Unknown methods give 400 METHOD_NOT_IMPLEMENTED, a handler that throws
  /// gives 500 INTERNAL_SERVER_ERROR.
  [[nodiscard]] RpcResult dispatch(RequestContext& context, const Object& request) const;
  [[nodiscard]] bool knows(std::string_view method) const;
  /// The methods registered, sorted by name.
  [[nodiscard]] std::vector<std::string> methods() const;

 private:
  struct Entry {
    Access access = Access::logged_in;
    Handler handler;
  };
  std::map<std::string, Entry, std::less<>> entries_;
  LoginCheck login_check_;
};

/// A group of methods with its state. Installed once, before the data centre listens.
class Service {
 public:
  virtual ~Service() = default;
  virtual void install(Dispatcher& dispatcher, Host& host) = 0;
  /// A session ended (destroy_session, expiry, or its key was destroyed).
  virtual void on_session_closed(ClientSession& session) { static_cast<void>(session); }
  /// A permanent key was destroyed: whoever was logged in on it is not any more.
  virtual void on_key_destroyed(std::uint64_t permanent_key_id) {
    static_cast<void>(permanent_key_id);
  }
};

}  // namespace strata::datacenter
