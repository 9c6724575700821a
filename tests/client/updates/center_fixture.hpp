// A stream of updates over a scripted server, read as short texts.
#pragma once

#include "client/coroutine_test.hpp"
#include "client/updates/fake_telegram.hpp"
#include "client/updates/update_samples.hpp"
#include "updates/update_center.hpp"

#include "strata/client/updates_api.hpp"
#include "strata/tl/functions/updates/get_difference.hpp"

#include <asio/io_context.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

namespace strata::testing_support {

/// Pauses that pass at once, so that nothing in these tests waits for a clock.
inline updates::CenterLimits quick_limits() {
  updates::CenterLimits limits;
  limits.difference.first_pause = std::chrono::nanoseconds{0};
  return limits;
}

class CenterFixture : public ::testing::Test {
 protected:
  ~CenterFixture() override {
    stream_.reset();
    if (telegram_) telegram_->close();
    settle();
  }

  /// Begins to receive from a stored position.
  void open(const UpdateState& state, bool catch_up, UpdateOptions options = {}) {
    telegram_ = std::make_shared<FakeTelegram>(context_, state);
    options.catch_up(catch_up).gap_wait(std::chrono::milliseconds{0});
    begin(options);
  }
  /// The same, up to date.
  void open_at(std::int32_t pts, UpdateOptions options = {}) {
    open(position(pts), true, options);
    telegram_->answer<tl::functions::updates::GetDifference>(samples_.nothing_new());
    settle();
  }
  /// The program starts again over the same account.
  void reopen() {
    stream_.reset();
    settle();
    UpdateOptions options;
    options.catch_up().gap_wait(std::chrono::milliseconds{0});
    begin(options);
  }

  /// Runs everything that can run now.
  void settle() {
    context_.restart();
    context_.poll();
  }

  std::optional<Update> next() {
    std::optional<Update> update;
    run(context_, read(*stream_, update));
    return update;
  }
  /// The next update as text; "end" after the last.
  std::string take() {
    const std::optional<Update> update = next();
    return update ? describe(*update) : "end";
  }
  void expect_nothing_waits() {
    settle();
    asio::co_spawn(context_, read(*stream_, late_), asio::detached);
    settle();
    EXPECT_FALSE(late_.has_value()) << describe(*late_);
  }

  static std::string describe(const Update& update) {
    std::string text = "other";
    if (const auto* message = update.get_if<NewMessage>()) {
      text = "message " + std::to_string(message->id());
    } else if (update.is<MessagesDeleted>()) {
      text = "deleted";
    } else if (update.is<UpdatesLost>()) {
      text = "lost";
    } else if (update.is<ChatAction>()) {
      text = "action";
    }
    if (update.place().pts() != 0) text += " @" + std::to_string(update.place().pts());
    if (update.place().channel_id() != 0) {
      text += " in " + std::to_string(update.place().channel_id());
    }
    return text;
  }

  FakeTelegram& telegram() { return *telegram_; }
  const std::shared_ptr<FakeTelegram>& invoker() { return telegram_; }
  Samples& samples() { return samples_; }
  asio::io_context& context() { return context_; }
  UpdateStream& stream() { return *stream_; }
  void close_stream() { stream_.reset(); }

 private:
  void begin(const UpdateOptions& options) {
    const auto center = std::make_shared<updates::UpdateCenter>(telegram_, options, quick_limits());
    telegram_->set_update_sink(center);
    center->start();
    stream_.emplace(center);
    settle();
  }

  static asio::awaitable<void> read(UpdateStream& stream, std::optional<Update>& update) {
    update = co_await stream.next();
  }

  asio::io_context context_;
  Samples samples_;
  std::shared_ptr<FakeTelegram> telegram_;
  std::optional<UpdateStream> stream_;
  std::optional<Update> late_;
};

}  // namespace strata::testing_support
