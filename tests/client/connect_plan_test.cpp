// Which places are tried for a connection, and when.
#include "net/connect_plan.hpp"

#include "client/coroutine_test.hpp"
#include "net/connect_first.hpp"
#include "net/dc_table.hpp"

#include "strata/client/errors.hpp"

#include <asio/redirect_error.hpp>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace strata::detail {
namespace {

using namespace std::chrono_literals;

DcAddress place(std::string ip, std::uint16_t port = 443) {
  DcAddress address;
  address.ipv6 = ip.find(':') != std::string::npos;
  address.ip = std::move(ip);
  address.port = port;
  return address;
}

std::vector<std::string> as_text(const std::vector<DcAddress>& places) {
  std::vector<std::string> text;
  for (const DcAddress& at : places) text.push_back(at.ip + " " + std::to_string(at.port));
  return text;
}

using Texts = std::vector<std::string>;

TEST(ConnectPlan, Families_TakeTurnsAndPortsComeLast_B94) {
  const auto plan = connect_plan({place("a"), place("b"), place("1::")}, Ports::usual, 0);
  EXPECT_EQ(as_text(plan), (Texts{"a 443", "1:: 443", "b 443", "a 80", "1:: 80", "b 80", "a 5222",
                                  "1:: 5222", "b 5222"}));
}

TEST(ConnectPlan, Start_MovesTheFrontToTheEnd_B94) {
  const auto plan = connect_plan({place("a"), place("b")}, Ports::usual, 7);
  EXPECT_EQ(as_text(plan), (Texts{"b 443", "a 80", "b 80", "a 5222", "b 5222", "a 443"}));
}

TEST(ConnectPlan, PortOfAnotherKind_StaysAlone) {
  EXPECT_EQ(as_text(connect_plan({place("127.0.0.1", 4430)}, Ports::usual, 5)),
            Texts{"127.0.0.1 4430"});
  EXPECT_TRUE(connect_plan({}, Ports::usual, 3).empty());
}

TEST(ConnectPlan, GivenPorts_StayAsTheyAre) {
  EXPECT_EQ(as_text(connect_plan({place("a"), place("b")}, Ports::as_given, 1)),
            (Texts{"b 443", "a 443"}));
}

TEST(ConnectPlan, ThisPortOnly_IsTriedOnNoOther_C29) {
  DcAddress alone = place("a");
  alone.this_port_only = true;
  EXPECT_EQ(as_text(connect_plan({alone, place("b")}, Ports::usual, 0)),
            (Texts{"a 443", "b 443", "b 80", "b 5222"}));
}

TEST(ConnectPlan, ManyAddresses_AreCapped) {
  std::vector<DcAddress> many;
  for (int i = 0; i < 100; ++i) many.push_back(place("10.0.0." + std::to_string(i)));
  EXPECT_EQ(connect_plan(many, Ports::usual, 0).size(), max_connect_places);
}

TEST(ConnectPlan, ProductionAddresses_AreTriedOnEveryPort_C27) {
  const auto plan =
      connect_plan(usable_addresses(builtin_addresses(3, false), false, true), Ports::usual, 0);
  const std::string four = "149.154.175.100 ";
  const std::string six = "2001:b28:f23d:f003::a ";
  EXPECT_EQ(as_text(plan), (Texts{four + "443", six + "443", four + "80", six + "80", four + "5222",
                                  six + "5222"}));
}

TEST(ConnectRace, Attempts_BeginThreeHundredMillisecondsApart_B94) {
  ConnectRace race(3);
  EXPECT_EQ(race.next(5s), 0U);
  EXPECT_EQ(race.next(5s), std::nullopt);
  EXPECT_EQ(race.deadline(), 5300ms);
  EXPECT_EQ(race.next(5299ms), std::nullopt);
  EXPECT_EQ(race.next(5300ms), 1U);
  EXPECT_EQ(race.next(5600ms), 2U);
  EXPECT_EQ(race.deadline(), std::nullopt);
}

TEST(ConnectRace, FailedAttempt_LetsTheNextBeginAtOnce_B94) {
  ConnectRace race(2);
  EXPECT_EQ(race.next(0s), 0U);
  race.on_failed(10ms);
  EXPECT_EQ(race.next(10ms), 1U);
  EXPECT_FALSE(race.is_lost());
  race.on_failed(20ms);
  EXPECT_TRUE(race.is_lost());
}

/// A stream that only tells whether it was closed.
class IdleStream final : public Stream {
 public:
  explicit IdleStream(bool* closed) : closed_(closed) {}
  asio::awaitable<std::size_t> read_some(MutableBytes, std::error_code& error) override {
    error = std::make_error_code(std::errc::not_connected);
    co_return 0;
  }
  asio::awaitable<void> write(BytesView, std::error_code&) override { co_return; }
  void close() noexcept override {
    if (closed_ != nullptr) *closed_ = true;
  }

 private:
  bool* closed_;
};

class ConnectFirstTest : public testing::Test {
 protected:
  /// "hangs" never answers, "fails" refuses, everything else connects.
  Connector connector() {
    return [this](asio::any_io_executor executor, Endpoint endpoint) {
      return open(std::move(executor), std::move(endpoint));
    };
  }

  asio::awaitable<std::unique_ptr<Stream>> open(asio::any_io_executor executor, Endpoint endpoint) {
    tried_.push_back(endpoint.host());
    if (endpoint.host() == "fails") throw std::runtime_error("refused");
    if (endpoint.host() == "proxy") throw Error(ClientErrc::proxy_failed, "no");
    if (endpoint.host() == "hangs") {
      asio::steady_timer never(executor, asio::steady_timer::time_point::max());
      ++hanging_;
      std::error_code woken;
      co_await never.async_wait(asio::redirect_error(asio::use_awaitable, woken));
      --hanging_;
    }
    co_return std::make_unique<IdleStream>(nullptr);
  }

  /// The host that won, or the code of the failure.
  asio::awaitable<void> race(std::vector<DcAddress> places, std::string& won) {
    RaceTimes times(limit_);
    times.stagger = 1ms;
    const Connector how = connector();
    const auto first =
        co_await connect_first(how, context_.get_executor(), std::move(places), times);
    won = first ? first->address.ip : first.error().code().message();
    code_ = first ? std::error_code() : first.error().code();
    while (hanging_ > 0) co_await testing_support::yield();
  }

  std::string run(std::vector<DcAddress> places) {
    std::string won;
    testing_support::run(context_, race(std::move(places), won));
    return won;
  }

  asio::io_context context_;
  Texts tried_;
  int hanging_ = 0;
  std::chrono::milliseconds limit_ = 10s;
  std::error_code code_;
};

TEST_F(ConnectFirstTest, SilentPlace_IsOvertakenAndLeft_B94) {
  EXPECT_EQ(run({place("hangs"), place("works")}), "works");
  EXPECT_EQ(tried_, (Texts{"hangs", "works"}));
  EXPECT_EQ(hanging_, 0);
}

TEST_F(ConnectFirstTest, PlaceThatRefuses_CostsNoTime_B94) {
  EXPECT_EQ(run({place("fails"), place("fails"), place("works")}), "works");
  EXPECT_EQ(tried_.size(), 3U);
}

TEST_F(ConnectFirstTest, NobodyAnswers_IsConnectFailed) {
  run({place("fails"), place("fails")});
  EXPECT_EQ(code_, ClientErrc::connect_failed);
  run({place("proxy"), place("fails")});
  EXPECT_EQ(code_, ClientErrc::proxy_failed);
}

TEST_F(ConnectFirstTest, SilentPlaceAlone_IsLeftWhenTheTimeIsOver) {
  limit_ = 20ms;
  run({place("hangs")});
  EXPECT_EQ(code_, ClientErrc::connect_failed);
  EXPECT_EQ(hanging_, 0);
}

}  // namespace
}  // namespace strata::detail
