// Invoker: the one thing operation sets need, a way to call a method of the Telegram API.
#pragma once

#include "strata/base/bytes.hpp"
#include "strata/base/result.hpp"
#include "strata/client/call_options.hpp"
#include "strata/client/errors.hpp"
#include "strata/tl/any_function.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"

#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>

#include <memory>
#include <utility>

namespace strata {

class Account;
class UpdateSink;

/// An encoded call on its way to the server.
class RawCall {
 public:
  RawCall() = default;
  explicit RawCall(Bytes body, CallOptions options = {})
      : body_(std::move(body)), options_(options) {}

  /// The method's constructor id and its arguments.
  [[nodiscard]] const Bytes& body() const noexcept { return body_; }
  [[nodiscard]] const CallOptions& options() const noexcept { return options_; }

 private:
  Bytes body_;
  CallOptions options_;
};

/// The answer to a call, still encoded.
class RawAnswer {
 public:
  RawAnswer() = default;
  explicit RawAnswer(Bytes body) : body_(std::move(body)) {}

  [[nodiscard]] BytesView bytes() const noexcept { return body_; }

 private:
  Bytes body_;
};

/// What the operation sets (AuthApi, MessagesApi, …) are written over, so that each can be tested
/// alone over a fake one. Client is the real one.
class Invoker : public std::enable_shared_from_this<Invoker> {
 public:
  virtual ~Invoker() = default;

  /// Calls a method with what `call` holds encoded and gives the encoded answer.
  ///
  /// Retries, flood waits and redirections to other data centres are handled inside, as the call's
  /// options and the client's RetryPolicy say.
  ///
  /// *Throws* RpcError when Telegram refuses the call; TransportError, ProtocolError,
  /// SecurityError; ClosedError after disconnect or shutdown. *Cancellation*: throws Cancelled; a
  /// call that was already written is dropped on the server. *Threads*: any.
  virtual asio::awaitable<RawAnswer> invoke_raw(RawCall call) = 0;

  /// Calls a method of the generated schema: `invoke(tl::functions::help::GetConfig{})`.
  ///
  /// The request is encoded before this function returns, so what it refers to need not live on.
  /// *Throws* as `invoke_raw`, and DecodeError when the answer is not of the method's type.
  template <tl::RemoteCall F>
  asio::awaitable<tl::Object<typename F::Result>> invoke(const F& request,
                                                         CallOptions options = {});

  /// Who this client is: credentials, logged-in user, home data centre, stored session.
  virtual Account& account() noexcept = 0;

  /// After a logout: forgets login, keys, updates and peers. A client on the network has the
  /// servers destroy the keys first, as far as they can be reached in time. Never fails.
  virtual asio::awaitable<void> forget_login();

  /// Where raw updates go; replaces the sink that was set before. Null: they are dropped.
  virtual void set_update_sink(std::shared_ptr<UpdateSink> sink) = 0;
  /// The sink that is set now, or null.
  [[nodiscard]] virtual std::shared_ptr<UpdateSink> update_sink() const = 0;

  /// An answer to `method` is not of the method's type; its caller gets a DecodeError and nobody
  /// else is concerned. When the answer carried updates, the sink is told that some are missing
  /// (B-73).
  virtual void on_undecodable(std::uint32_t method, const Error& why);

  /// Where the sink is called. What shares state with it runs here.
  [[nodiscard]] virtual asio::any_io_executor strand() const = 0;

 protected:
  Invoker() = default;
  Invoker(const Invoker&) = default;
  Invoker& operator=(const Invoker&) = default;
};

namespace detail {

/// Tells the invoker, if it is still there, and throws.
[[noreturn]] void throw_undecodable(const std::weak_ptr<Invoker>& invoker, std::uint32_t method,
                                    const Error& error);
/// The answer to a request that cannot be encoded: throws.
asio::awaitable<RawAnswer> refuse_request(std::uint32_t method, Error error);

template <class R>
asio::awaitable<tl::Object<R>> decode_answer(std::weak_ptr<Invoker> invoker,
                                             asio::awaitable<RawAnswer> pending,
                                             std::uint32_t method) {
  const RawAnswer answer = co_await std::move(pending);
  Result<tl::Object<R>> decoded = tl::decode<R>(answer.bytes());
  if (!decoded) throw_undecodable(invoker, method, decoded.error());
  co_return std::move(*decoded);
}

}  // namespace detail

template <tl::RemoteCall F>
asio::awaitable<tl::Object<typename F::Result>> Invoker::invoke(const F& request,
                                                                CallOptions options) {
  using R = typename F::Result;
  Result<Bytes> body = tl::to_bytes(request);
  if (!body) {
    return detail::decode_answer<R>({}, detail::refuse_request(F::ID, std::move(body).error()),
                                    F::ID);
  }
  return detail::decode_answer<R>(weak_from_this(), invoke_raw(RawCall(std::move(*body), options)),
                                  F::ID);
}

}  // namespace strata
