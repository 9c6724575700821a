// A scripted server for the update engine: answers by method, pushes envelopes, needs no network.
#pragma once

#include "client/updates/update_samples.hpp"
#include "net/async_event.hpp"

#include "strata/client/account.hpp"
#include "strata/client/errors.hpp"
#include "strata/client/invoker.hpp"
#include "strata/client/update_sink.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/types/update.hpp"
#include "strata/tl/types/updates.hpp"

#include <asio/io_context.hpp>
#include <asio/this_coro.hpp>

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace strata::testing_support {

/// An Invoker whose strand is one io_context. Calls without a scripted answer wait for one.
class FakeTelegram final : public Invoker {
 public:
  explicit FakeTelegram(asio::io_context& context, UpdateState state = {})
      : context_(context), account_(1, "hash", session_with(state)) {}

  /// The next call of `F` gets this answer; calls are answered in the order of the script.
  template <class F>
  void answer(const typename F::Result& result) {
    script<F>(tl::to_bytes(result).value());
  }
  template <class F>
  void refuse(const Error& error) {
    script<F>(error);
  }
  template <class F>
  void answer_with_garbage() {
    script<F>(Bytes{1, 2, 3, 4});
  }

  /// How often a method was called.
  template <class F>
  [[nodiscard]] std::size_t calls() const {
    const auto found = requests_.find(F::ID);
    return found == requests_.end() ? 0 : found->second.size();
  }
  /// The body of a call, oldest first.
  template <class F>
  [[nodiscard]] const Bytes& request(std::size_t index) const {
    return requests_.at(F::ID).at(index);
  }
  /// The position that updates.getDifference asked from: id, flags, pts.
  template <class F>
  [[nodiscard]] std::int32_t asked_pts(std::size_t index) const {
    return load_le<std::int32_t>(request<F>(index).data() + 8);
  }

  /// The server pushes this.
  void push(const tl::enums::Updates& updates) {
    if (sink_) sink_->on_updates(tl::to_bytes(updates).value());
  }
  void gap(UpdateGap reason = UpdateGap::new_session) {
    if (sink_) sink_->on_gap(reason);
  }
  void push_garbage() {
    if (sink_) sink_->on_updates(Bytes{9, 9, 9, 9});
  }
  /// The client closes: waiting calls fail, the sink is told.
  void close() {
    closed_ = true;
    scripted_.notify();
    const auto sink = sink_;
    if (sink) sink->on_closed();
  }

  asio::awaitable<RawAnswer> invoke_raw(RawCall call) override {
    const auto method = load_le<std::uint32_t>(call.body().data());
    requests_[method].push_back(call.body());
    std::deque<Answer>& answers = answers_[method];
    while (answers.empty() && !closed_) co_await scripted_.wait();
    if (closed_) throw ClosedError();
    const Answer next = std::move(answers.front());
    answers.pop_front();
    if (const auto* error = std::get_if<Error>(&next)) throw_error(*error);
    co_return RawAnswer(std::get<Bytes>(next));
  }

  Account& account() noexcept override { return account_; }
  void set_update_sink(std::shared_ptr<UpdateSink> sink) override { sink_ = std::move(sink); }
  std::shared_ptr<UpdateSink> update_sink() const override { return sink_; }
  asio::any_io_executor strand() const override { return context_.get_executor(); }

 private:
  using Answer = std::variant<Bytes, Error>;

  static SessionData session_with(UpdateState state) {
    SessionData session;
    session.user = SessionUser{.id = own_id, .is_bot = false};
    session.updates = std::move(state);
    return session;
  }

  template <class F>
  void script(Answer answer) {
    answers_[F::ID].push_back(std::move(answer));
    scripted_.notify();
  }

  asio::io_context& context_;
  Account account_;
  std::shared_ptr<UpdateSink> sink_;
  std::map<std::uint32_t, std::deque<Answer>> answers_;
  std::map<std::uint32_t, std::vector<Bytes>> requests_;
  detail::AsyncEvent scripted_;
  bool closed_ = false;
};

}  // namespace strata::testing_support
