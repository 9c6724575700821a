// Two data centres: the login moves to another one, and is carried to another one.
#include "client/coroutine_test.hpp"

#include "strata/client/account.hpp"
#include "strata/client/as_result.hpp"
#include "strata/client/client.hpp"
#include "strata/client/errors.hpp"
#include "strata/datacenter/data_center.hpp"
#include "strata/datacenter/telegram_services.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/users/get_users.hpp"
#include "strata/tl/types/config.hpp"
#include "strata/tl/types/input_user.hpp"
#include "strata/tl/types/user.hpp"

#include <asio/io_context.hpp>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>

namespace strata {
namespace {

using datacenter::DataCenter;
using tl::functions::help::GetConfig;

/// Data centres 2 and 4 with one world, on the thread of the test.
class MigrationTest : public testing::Test {
 protected:
  MigrationTest() : second_(make(2, 4)), fourth_(make(4, 2)) {}

  std::unique_ptr<DataCenter> make(int id, int other) {
    datacenter::DataCenterOptions options;
    options.engine.dc_id = id;
    auto created = DataCenter::create(context_.get_executor(), std::move(options));
    if (!created) throw created.error();
    datacenter::ServiceOptions services;
    services.other_dcs.push_back({.id = other, .address = "127.0.0.1", .port = 1});
    (*created)->add_service(std::make_unique<datacenter::TelegramServices>(world_, services));
    if (Status started = (*created)->start(); !started) throw started.error();
    return std::move(*created);
  }

  [[nodiscard]] ClientBuilder builder() const {
    ClientBuilder settings;
    settings.api_id(1).api_hash("hash").in_memory();
    settings.dc_addr(2, "127.0.0.1:" + std::to_string(second_->port()));
    settings.dc_addr(4, "127.0.0.1:" + std::to_string(fourth_->port()));
    settings.server_key(second_->public_key_pem());
    return settings;
  }

  void refuse_next(DataCenter& dc, std::int32_t code, std::string text) {
    dc.faults().rpc_error_code = code;
    dc.faults().rpc_error_text = std::move(text);
  }

  void run_here(asio::awaitable<void> coroutine) {
    testing_support::run(context_, std::move(coroutine));
  }

  asio::io_context context_;
  datacenter::World world_;
  std::unique_ptr<DataCenter> second_;
  std::unique_ptr<DataCenter> fourth_;
};

TEST_F(MigrationTest, UserMigrate_MovesHomeAndIsRemembered) {
  const auto moves = [this]() -> asio::awaitable<void> {
    Client client = co_await builder().connect();
    EXPECT_EQ(client.home_dc(), 2);
    refuse_next(*second_, 303, "USER_MIGRATE_4");
    const auto config = co_await client.invoke(GetConfig{});
    EXPECT_EQ(config->as<tl::types::Config>().this_dc, 4);
    EXPECT_EQ(client.home_dc(), 4);
    co_await client.disconnect();
    co_await client.connect();
    const auto again = co_await client.invoke(GetConfig{});
    EXPECT_EQ(again->as<tl::types::Config>().this_dc, 4);
    co_await client.disconnect();
  };
  run_here(moves());
  EXPECT_EQ(fourth_->counters().permanent_keys_made, 1U);
}

TEST_F(MigrationTest, M26_CircularMigration_FailsInsteadOfTurningForEver) {
  const auto circles = [this]() -> asio::awaitable<void> {
    Client client = co_await builder().connect();
    refuse_next(*second_, 303, "USER_MIGRATE_4");
    refuse_next(*fourth_, 303, "USER_MIGRATE_4");
    const auto outcome = co_await as_result(client.invoke(GetConfig{}));
    EXPECT_EQ(outcome.error().code(), ClientErrc::migration_failed);
    co_await client.disconnect();
  };
  run_here(circles());
}

TEST_F(MigrationTest, M26_FileMigrate_MovesTheCallAndCarriesTheLogin) {
  const auto carries = [this]() -> asio::awaitable<void> {
    Client client = co_await builder().connect();
    co_await client.bot_sign_in("1000:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    refuse_next(*second_, 303, "FILE_MIGRATE_4");
    const auto config = co_await client.invoke(GetConfig{});
    EXPECT_EQ(config->as<tl::types::Config>().this_dc, 4);
    EXPECT_EQ(client.home_dc(), 2);
    EXPECT_TRUE(client.invoker()->account().dc(4).authorized);

    // The other data centre knows who we are, and is asked only once.
    const tl::types::InputUserSelf self{};
    const std::array<tl::enums::InputUser, 1> ids{self};
    const tl::functions::users::GetUsers who{.id = ids};
    CallOptions there;
    there.dc(4);
    const auto users = co_await client.invoke(who, there);
    EXPECT_EQ((*users).size(), 1U);
    co_await client.disconnect();
  };
  run_here(carries());
  EXPECT_EQ(second_->counters().calls.at("auth.exportAuthorization"), 1U);
  EXPECT_EQ(fourth_->counters().calls.at("auth.importAuthorization"), 1U);
}

TEST_F(MigrationTest, LoginLostElsewhere_IsCarriedAgain) {
  const auto again = [this]() -> asio::awaitable<void> {
    Client client = co_await builder().connect();
    co_await client.bot_sign_in("1000:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    CallOptions there;
    there.dc(4);
    co_await client.invoke(GetConfig{}, there);
    refuse_next(*fourth_, 401, "AUTH_KEY_UNREGISTERED");
    co_await client.invoke(GetConfig{}, there);
    EXPECT_TRUE(client.invoker()->account().user());
    co_await client.disconnect();
  };
  run_here(again());
  EXPECT_EQ(fourth_->counters().calls.at("auth.importAuthorization"), 2U);
}

TEST_F(MigrationTest, FileSession_UsesTheHomeKeyAndGetsNoUpdates) {
  const auto file = [this]() -> asio::awaitable<void> {
    Client client = co_await builder().connect();
    CallOptions options;
    options.session(SessionKind::file);
    const auto config = co_await client.invoke(GetConfig{}, options);
    EXPECT_EQ(config->as<tl::types::Config>().this_dc, 2);
    co_await client.disconnect();
  };
  run_here(file());
  EXPECT_EQ(second_->counters().handshakes_started, 1U);
  EXPECT_EQ(second_->counters().sessions_created, 1U);
}

}  // namespace
}  // namespace strata
