// Tests of finding handlers: unknown methods, login, handlers that throw.
#include "strata/datacenter/rpc.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace strata::datacenter {
namespace {

class FakeHost final : public Host {
 public:
  int dc_id() const override { return 2; }
  std::string address() const override { return "127.0.0.1"; }
  std::uint16_t port() const override { return 1; }
  bool is_test_environment() const override { return false; }
  std::int32_t now() const override { return 0; }
  std::chrono::nanoseconds unix_time() const override { return {}; }
  void fill_random(MutableBytes) override {}
  void schedule(std::chrono::nanoseconds, std::function<void()>) override {}
  std::vector<ClientSession*> update_sessions(std::uint64_t) override { return {}; }
  void destroy_key(std::uint64_t) override {}
};

class FakeSession final : public ClientSession {
 public:
  std::uint64_t auth_key_id() const override { return 7; }
  std::uint64_t permanent_key_id() const override { return 7; }
  std::int64_t session_id() const override { return 1; }
  int layer() const override { return 227; }
  bool is_initialised() const override { return true; }
  const ClientInfo& client_info() const override { return info_; }
  bool wants_updates() const override { return true; }
  void push_updates(const Object&) override {}

 private:
  ClientInfo info_;
};

class DispatcherTest : public testing::Test {
 protected:
  RpcResult call(std::string method) {
    RequestContext context(host_, session_, 4, [] { return Responder(); });
    return dispatcher_.dispatch(context, Object(std::move(method)));
  }

  FakeHost host_;
  FakeSession session_;
  Dispatcher dispatcher_;
};

TEST_F(DispatcherTest, AnswersUnknownMethods) {
  EXPECT_EQ(std::get<RpcError>(call("a.b")), (RpcError{400, "METHOD_NOT_IMPLEMENTED"}));
}

TEST_F(DispatcherTest, AsksForLoginUnlessRegisteredForAnyone) {
  const auto yes = [](RequestContext&, const Object&) -> RpcResult { return Value(true); };
  dispatcher_.on("open", Access::anyone, yes);
  dispatcher_.on("closed", yes);
  EXPECT_EQ(std::get<Value>(call("open")), Value(true));
  EXPECT_EQ(std::get<RpcError>(call("closed")), (RpcError{401, "AUTH_KEY_UNREGISTERED"}));
  dispatcher_.set_login_check([](std::uint64_t key) { return key == 7; });
  EXPECT_EQ(std::get<Value>(call("closed")), Value(true));
}

TEST_F(DispatcherTest, TurnsExceptionsIntoAnError) {
  dispatcher_.on("bad", Access::anyone, [](RequestContext&, const Object&) -> RpcResult {
    throw std::runtime_error("secret");
  });
  EXPECT_EQ(std::get<RpcError>(call("bad")), (RpcError{500, "INTERNAL_SERVER_ERROR"}));
}

TEST_F(DispatcherTest, ListsMethods) {
  dispatcher_.on("b", {});
  dispatcher_.on("a", {});
  EXPECT_EQ(dispatcher_.methods(), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(dispatcher_.knows("a"));
}

}  // namespace
}  // namespace strata::datacenter
