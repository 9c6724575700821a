// BotsApi: buttons, on both sides.
#pragma once

#include "strata/client/callback_query.hpp"
#include "strata/client/message.hpp"
#include "strata/client/operation_set.hpp"

#include <asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace strata {

/// What the person who pressed a button gets to see.
class CallbackAnswer {
 public:
  CallbackAnswer() noexcept {}
  CallbackAnswer(std::string text) : text_(std::move(text)) {}  // NOLINT: implicit by intention
  CallbackAnswer(const char* text) : text_(text) {}             // NOLINT: implicit by intention

  /// Shows the text in a window instead of a passing notice.
  CallbackAnswer& alert(bool on = true) noexcept {
    alert_ = on;
    return *this;
  }
  /// Opens an address.
  CallbackAnswer& url(std::string url) {
    url_ = std::move(url);
    return *this;
  }
  /// How long the person's app may keep the answer.
  CallbackAnswer& cache_time(std::chrono::seconds time) noexcept {
    cache_time_ = time;
    return *this;
  }

  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] const std::string& url() const noexcept { return url_; }
  [[nodiscard]] bool is_alert() const noexcept { return alert_; }
  [[nodiscard]] std::chrono::seconds cache_time() const noexcept { return cache_time_; }

 private:
  std::string text_;
  std::string url_;
  std::chrono::seconds cache_time_{0};
  bool alert_ = false;
};

/// The bot operations of a client. Each *throws* RpcError when Telegram refuses, TransportError,
/// and ClosedError; *cancellation* ends the wait and throws Cancelled.
class BotsApi : public virtual OperationSet {
 public:
  explicit BotsApi(std::shared_ptr<Invoker> invoker) : OperationSet(std::move(invoker)) {}

  /// Answers a pressed button; without it the button keeps spinning. Too late (about a minute) is
  /// an RpcError QUERY_ID_INVALID. *TL method*: messages.setBotCallbackAnswer.
  asio::awaitable<void> answer_callback_query(const CallbackQuery& query,
                                              CallbackAnswer answer = {}) const;

  /// Presses the button with this text under a bot's message, as a person would, and gives what the
  /// bot answered. *Throws* Error (invalid_argument) when the message has no such callback button,
  /// RpcError BOT_RESPONSE_TIMEOUT when the bot does not answer.
  /// *TL method*: messages.getBotCallbackAnswer.
  asio::awaitable<CallbackAnswer> press_button(const Message& message, std::string_view text) const;

 protected:
  BotsApi() = default;
};

}  // namespace strata
