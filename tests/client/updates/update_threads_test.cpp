// The stream read from another thread than the one that the client runs on.
#include "client/updates/center_fixture.hpp"

#include <asio/executor_work_guard.hpp>
#include <gtest/gtest.h>

#include <thread>

namespace strata::testing_support {
namespace {

/// The client's context on a thread of its own while this object lives.
class OwnThread {
 public:
  explicit OwnThread(asio::io_context& context)
      : work_(asio::make_work_guard(context)), thread_([&context] { context.run(); }) {}
  ~OwnThread() {
    work_.reset();
    context().stop();
    thread_.join();
  }

 private:
  asio::io_context& context() { return work_.get_executor().context(); }

  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::thread thread_;
};

class UpdateThreads : public CenterFixture {
 protected:
  /// The server pushes on the client's thread.
  void push_later(std::int32_t id, std::int32_t pts) {
    const tl::enums::Updates updates = samples().envelope({samples().new_message(id, pts)});
    asio::post(context(), [this, updates] { telegram().push(updates); });
  }
  static asio::awaitable<void> read(UpdateStream& stream, std::string& text) {
    const std::optional<Update> update = co_await stream.next();
    text = update ? describe(*update) : "end";
  }
};

TEST_F(UpdateThreads, UpdatesOfAnotherThread_AreReadInOrder) {
  open_at(100);
  context().restart();
  asio::io_context reader;
  const OwnThread client(context());
  for (int i = 1; i <= 20; ++i) push_later(i, 100 + i);
  for (int i = 1; i <= 20; ++i) {
    std::string text;
    run(reader, read(stream(), text));
    EXPECT_EQ(text, "message " + std::to_string(i) + " @" + std::to_string(100 + i));
  }
}

TEST_F(UpdateThreads, CancelFromAnotherThread_LosesNothing) {
  open_at(100);
  context().restart();
  asio::io_context reader;
  const OwnThread client(context());
  std::optional<bool> cancelled;
  asio::cancellation_signal signal;
  asio::co_spawn(reader, stream().next(),
                 asio::bind_cancellation_slot(
                     signal.slot(), [&](std::exception_ptr failure, std::optional<Update>) {
                       cancelled = failure != nullptr;
                     }));
  reader.poll();
  signal.emit(asio::cancellation_type::terminal);
  while (!cancelled) reader.run_one_for(std::chrono::seconds{1});
  push_later(1, 101);
  std::string text;
  run(reader, read(stream(), text));

  EXPECT_TRUE(*cancelled);
  EXPECT_EQ(text, "message 1 @101");
}

}  // namespace
}  // namespace strata::testing_support
