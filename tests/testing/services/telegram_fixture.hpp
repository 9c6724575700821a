// A data centre without network for the tests of services: requests and answers pass the codec.
#pragma once

#include "testing/codec/codec_fixture.hpp"

#include "strata/datacenter/telegram_services.hpp"
#include "strata/datacenter/world/cast.hpp"

#include <deque>

namespace strata::datacenter {

/// A client's session that keeps what it is pushed.
class FakeSession final : public ClientSession {
 public:
  explicit FakeSession(std::uint64_t key, std::int64_t id) : key_(key), id_(id) {}

  std::uint64_t auth_key_id() const override { return key_; }
  std::uint64_t permanent_key_id() const override { return key_; }
  std::int64_t session_id() const override { return id_; }
  int layer() const override { return api_codec().layer(); }
  bool is_initialised() const override { return true; }
  const ClientInfo& client_info() const override { return info_; }
  bool wants_updates() const override { return true; }
  void push_updates(const Object& updates) override;

  /// What was pushed, each checked against the schema.
  std::vector<Object> pushed;

 private:
  std::uint64_t key_;
  std::int64_t id_;
  ClientInfo info_;
};

/// Data centre 2 at 127.0.0.1:4430 with a clock that the test moves.
class FakeHost final : public Host {
 public:
  int dc_id() const override { return 2; }
  std::string address() const override { return "127.0.0.1"; }
  std::uint16_t port() const override { return 4430; }
  bool is_test_environment() const override { return false; }
  std::int32_t now() const override { return static_cast<std::int32_t>(seconds_); }
  std::chrono::nanoseconds unix_time() const override { return std::chrono::seconds(seconds_); }
  void fill_random(MutableBytes bytes) override;
  void schedule(std::chrono::nanoseconds delay, std::function<void()> task) override;
  std::vector<ClientSession*> update_sessions(std::uint64_t permanent_key_id) override;
  void destroy_key(std::uint64_t) override {}

  /// Moves the clock and runs what is due.
  void advance(std::chrono::seconds time);

  std::deque<FakeSession> sessions;

 private:
  struct Task {
    std::int64_t due;
    std::function<void()> run;
  };
  std::int64_t seconds_ = 1'700'000'000;
  std::vector<Task> tasks_;
};

class TelegramTest;

/// One client: calls methods, and hears of updates.
class Device {
 public:
  Device(TelegramTest& test, FakeSession& session) : test_(test), session_(session) {}

  /// The answer, which must be none of the refusals. Both ways pass the codec.
  Value call(const Object& request);
  Object call_object(const Object& request) { return call(request).as_object(); }
  /// The refusal, which must come: its text, with the code in front if it is not 400.
  std::string refusal(const Object& request);
  /// For answers that come later: the slot that receives them.
  std::shared_ptr<RpcResult> start(const Object& request);

  /// What was pushed since the last time, without envelopes.
  std::vector<Object> take_updates();

  UserId self = 0;

 private:
  friend class TelegramTest;
  TelegramTest& test_;
  FakeSession& session_;
};

/// A world with its cast, served.
class TelegramTest : public testing::Test {
 protected:
  explicit TelegramTest(WorldOptions options = {});

  Device device();
  /// A device on which somebody of the cast is logged in.
  Device logged_in(std::string_view username);
  /// The person or bot as `viewer` may name it.
  Object input_user(const Device& viewer, UserId user);
  Object input_peer(const Device& viewer, UserId user);
  UserId id_of(std::string_view username);
  /// messages.sendMessage from one to the other, with a fresh random_id.
  Object message(const Device& from, UserId to, std::string text);

  FakeHost host_;
  World world_;
  TelegramServices services_;
  Dispatcher dispatcher_;
  std::vector<std::pair<std::string, std::string>> codes_;

 private:
  friend class Device;
  RpcResult dispatch(FakeSession& session, const Object& request, std::shared_ptr<RpcResult> later);
  std::int64_t random_id_ = 0;
};

/// A Value as the test reads it after the wire: the answer to `method`.
[[nodiscard]] Value through_the_wire(std::string_view method, const Value& answer);

}  // namespace strata::datacenter
