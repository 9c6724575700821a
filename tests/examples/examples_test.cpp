// The examples do what they say, as programs of their own against a local data centre.
#include "client/coroutine_test.hpp"
#include "client/temporary_folder.hpp"
#include "examples/process.hpp"

#include "strata/client/client.hpp"
#include "strata/datacenter/background.hpp"
#include "strata/datacenter/world/cast.hpp"

#include <asio/io_context.hpp>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

namespace strata {
namespace {

using datacenter::BackgroundDataCenter;
using datacenter::cast;
using testing_support::Process;
using testing_support::TemporaryFolder;

class ExamplesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto started = BackgroundDataCenter::start();
    ASSERT_TRUE(started) << started.error().message();
    server_ = std::move(*started);
    server_->run([](auto&, auto& world) { datacenter::add_cast(world); });
    std::ofstream(folder_ / "key.pem") << server_->public_key_pem();
    std::filesystem::current_path(folder_ / "");
  }
  void TearDown() override {
    std::filesystem::current_path("/");
    EXPECT_TRUE(server_->counters().violations.empty());
  }

  std::unique_ptr<Process> start(const std::string& example, const std::string& input = {}) {
    std::vector<std::string> environment{"STRATA_DC=" + address(),
                                         "STRATA_DC_KEY=" + (folder_ / "key.pem").string(),
                                         "PATH=/usr/bin"};
    return std::make_unique<Process>(STRATA_EXAMPLES "/" + example, std::move(environment), input);
  }
  ClientBuilder builder() {
    ClientBuilder made;
    made.api_id(1).api_hash("test").in_memory().dc_addr(address());
    made.server_key(server_->public_key_pem());
    return made;
  }

 private:
  std::string address() const { return server_->address() + ":" + std::to_string(server_->port()); }

  TemporaryFolder folder_;
  std::unique_ptr<BackgroundDataCenter> server_;
};

TEST_F(ExamplesTest, RawInvoke_PrintsTheConfigurationAndARefusal) {
  const auto program = start("raw_invoke");
  EXPECT_EQ(program->wait(), 0) << program->output();
  EXPECT_NE(program->output().find("layer "), std::string::npos);
  EXPECT_NE(program->output().find("nearestDc"), std::string::npos) << program->output();
  EXPECT_NE(program->output().find("AUTH_KEY_UNREGISTERED (401)"), std::string::npos);
}

TEST_F(ExamplesTest, Login_SurvivesSlips_AndTheSecondRunAsksNothing) {
  const auto first = start("login", "+9996621003\n00000\n22222\nwrong\ncorrect horse\n");
  EXPECT_EQ(first->wait(), 0) << first->output();
  EXPECT_NE(first->output().find("that is not the code"), std::string::npos);
  EXPECT_NE(first->output().find("that is not the password"), std::string::npos);
  EXPECT_NE(first->output().find("logged in as Clara Chen"), std::string::npos);

  const auto second = start("login");
  EXPECT_EQ(second->wait(), 0) << second->output();
  EXPECT_EQ(second->output().find("phone number"), std::string::npos);
  EXPECT_NE(second->output().find("logged in as Clara Chen"), std::string::npos);
}

asio::awaitable<void> talk(ClientBuilder builder, std::string& heard) {
  Client ada = co_await builder.connect();
  const LoginToken token = co_await ada.request_login_code(std::string(cast[0].phone));
  co_await ada.sign_in(token, std::string(cast[0].code));
  UpdateStream updates = ada.stream_updates(UpdateOptions().catch_up());
  co_await ada.send_message("@strata_demo_bot", "is there an echo?");
  while (heard.empty()) {
    const std::optional<Update> update = co_await updates.next();
    const NewMessage* message = update ? update->get_if<NewMessage>() : nullptr;
    if (message && !message->outgoing()) heard = message->text();
  }
  co_await ada.shutdown();
}

TEST_F(ExamplesTest, EchoBot_AnswersAndEndsAtASignal) {
  const auto bot = start("echo_bot");
  ASSERT_TRUE(bot->wait_for("is listening")) << bot->output();
  std::string heard;
  asio::io_context io;
  testing_support::run(io, talk(builder(), heard));
  EXPECT_EQ(heard, "is there an echo?");
  bot->interrupt();
  EXPECT_EQ(bot->wait(), 0) << bot->output();
}

TEST_F(ExamplesTest, Demo_PlaysItsConversationToTheEnd) {
  const auto demo = start("strata-demo");
  EXPECT_EQ(demo->wait(), 0) << demo->output();
  EXPECT_NE(demo->output().find("no violation of the protocol"), std::string::npos);
}

TEST_F(ExamplesTest, AKeyThatIsMissing_SaysWhatToSet) {
  std::filesystem::remove(std::filesystem::current_path() / "key.pem");
  const auto program = start("raw_invoke");
  EXPECT_EQ(program->wait(), 1);
  EXPECT_NE(program->output().find("STRATA_DC_KEY"), std::string::npos) << program->output();
}

}  // namespace
}  // namespace strata
