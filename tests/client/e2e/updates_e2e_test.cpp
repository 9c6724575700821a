// Updates over a real connection: order, gaps after an absence, and what a restart catches up with.
#include "client/e2e/fixture.hpp"

#include "strata/client/updates_api.hpp"
#include "strata/tl/functions/help/get_nearest_dc.hpp"
#include "strata/tl/types/nearest_dc.hpp"

#include <optional>
#include <string>
#include <vector>

namespace strata {
namespace {

using datacenter::DataCenter;
using datacenter::Faults;
using datacenter::UserId;
using datacenter::World;
using testing_support::EndToEnd;

constexpr const char* bot_token = "7001:AAtestAAtestAAtestAAtestAAtestAAtest";
constexpr const char* phone = "+9996621234";

class UpdatesEndToEnd : public EndToEnd {
 protected:
  UpdatesEndToEnd() {
    server_->run([this](DataCenter&, World& world) {
      datacenter::PersonSpec person;
      person.phone = phone;
      person.first_name = "Ann";
      person.username = "ann_the_person";
      person_ = world.create_user(person).value();
      datacenter::BotSpec bot;
      bot.token = bot_token;
      bot.first_name = "Echo";
      bot.username = "updates_test_bot";
      bot_ = world.create_bot(bot).value();
    });
  }

  /// The person writes to the bot without a client.
  void write_to_bot(int first, int last) {
    server_->run([&](DataCenter& dc, World& world) {
      const auto now = std::chrono::duration_cast<std::chrono::seconds>(dc.unix_time()).count();
      for (int i = first; i <= last; ++i) {
        (void)world.send_text(person_, bot_, std::to_string(i), now);
      }
    });
  }

  asio::awaitable<Client> connect_bot() {
    Client client = co_await builder().connect();
    co_await client.bot_sign_in(bot_token);
    co_return client;
  }

  asio::awaitable<Client> connect_person() {
    Client client = co_await builder().connect();
    const LoginToken token = co_await client.request_login_code(phone);
    std::string code;
    server_->run([&](DataCenter&, World& world) { code = world.last_code(phone); });
    co_await client.sign_in(token, code);
    co_return client;
  }

  /// The texts of the next incoming messages.
  static asio::awaitable<std::vector<std::string>> read(UpdateStream& stream, std::size_t count) {
    std::vector<std::string> texts;
    while (texts.size() < count) {
      const std::optional<Update> update = co_await stream.next();
      if (!update) break;
      const auto* message = update->get_if<NewMessage>();
      if (message != nullptr && !message->outgoing()) texts.emplace_back(message->text());
    }
    co_return texts;
  }

  static std::vector<std::string> numbers(int first, int last) {
    std::vector<std::string> texts;
    for (int i = first; i <= last; ++i) texts.push_back(std::to_string(i));
    return texts;
  }

  UserId person_ = 0;
  UserId bot_ = 0;
};

TEST_F(UpdatesEndToEnd, MessagesToABot_ArriveInOrder) {
  const auto story = [this]() -> asio::awaitable<void> {
    Client bot = co_await connect_bot();
    UpdateStream updates = bot.stream_updates();
    co_await bot.sync_update_state();
    write_to_bot(1, 50);
    const std::vector<std::string> texts = co_await read(updates, 50);
    EXPECT_EQ(texts, numbers(1, 50));
    co_await bot.shutdown();
    const std::optional<Update> after = co_await updates.next();
    EXPECT_FALSE(after.has_value());
  };
  run_here(story());
}

TEST_F(UpdatesEndToEnd, PersonAndBot_TalkThroughTheirStreams) {
  const auto story = [this]() -> asio::awaitable<void> {
    Client bot = co_await connect_bot();
    Client person = co_await connect_person();
    UpdateStream to_bot = bot.stream_updates();
    UpdateStream to_person = person.stream_updates();
    for (int i = 1; i <= 5; ++i) {
      const InputMessage question(std::to_string(i));
      co_await person.send_message("@updates_test_bot", question);
      std::optional<Update> update;
      const NewMessage* asked = nullptr;
      while (asked == nullptr) {
        update = co_await to_bot.next();
        asked = update->get_if<NewMessage>();
        if (asked != nullptr && asked->outgoing()) asked = nullptr;
      }
      EXPECT_EQ(asked->text(), std::to_string(i));
      EXPECT_EQ(asked->sender_id(), PeerId::user(person_));
      const InputMessage answer("answer " + std::to_string(i));
      co_await bot.reply(*asked, answer);
      const std::vector<std::string> heard = co_await read(to_person, 1);
      EXPECT_EQ(heard, std::vector<std::string>{"answer " + std::to_string(i)});
    }
    co_await person.shutdown();
    co_await bot.shutdown();
  };
  run_here(story());
}

// The server pushes to every session that has not said otherwise.
TEST_F(UpdatesEndToEnd, FileSession_GetsNoUpdates_B83) {
  const auto story = [this]() -> asio::awaitable<void> {
    Client bot = co_await connect_bot();
    UpdateStream updates = bot.stream_updates();
    co_await bot.sync_update_state();
    CallOptions options;
    options.session(SessionKind::file);
    const tl::functions::help::GetNearestDc request;
    co_await bot.invoke(request, options);
    EXPECT_EQ(counters().sessions_created, 2U);
    const std::uint64_t before = counters().updates_pushed;
    write_to_bot(1, 10);
    const std::vector<std::string> texts = co_await read(updates, 10);
    EXPECT_EQ(texts, numbers(1, 10));
    EXPECT_EQ(counters().updates_pushed - before, 10U);
    co_await bot.shutdown();
  };
  run_here(story());
}

TEST_F(UpdatesEndToEnd, WhatHappenedWhileAway_ComesAfterTheReconnect) {
  const auto story = [this]() -> asio::awaitable<void> {
    Client bot = co_await connect_bot();
    UpdateStream updates = bot.stream_updates();
    co_await bot.sync_update_state();
    write_to_bot(1, 3);
    const std::vector<std::string> before = co_await read(updates, 3);
    EXPECT_EQ(before, numbers(1, 3));

    set_faults([](Faults& faults) { faults.refuse_connections = true; });
    at_server([](DataCenter& dc) {
      dc.drop_connections();
      dc.forget_sessions();
    });
    write_to_bot(4, 20);
    set_faults([](Faults& faults) { faults.refuse_connections = false; });
    bot.signal_network_restored();
    write_to_bot(21, 25);
    const std::vector<std::string> after = co_await read(updates, 22);
    EXPECT_EQ(after, numbers(4, 25));
    co_await bot.disconnect();
  };
  run_here(story());
}

TEST_F(UpdatesEndToEnd, Restart_CatchesUpBehindWhatWasDealtWith) {
  const auto story = [this]() -> asio::awaitable<void> {
    std::string session;
    {
      Client bot = co_await connect_bot();
      UpdateStream updates = bot.stream_updates();
      co_await bot.sync_update_state();
      write_to_bot(1, 3);
      const std::vector<std::string> texts = co_await read(updates, 3);
      EXPECT_EQ(texts, numbers(1, 3));
      session = bot.export_session_string();  // the third one was not dealt with yet
      co_await bot.shutdown();
    }
    write_to_bot(4, 6);
    ClientBuilder settings = builder();
    settings.session_string(session);
    Client again = co_await settings.connect();
    UpdateOptions options;
    options.catch_up();
    UpdateStream updates = again.stream_updates(options);
    const std::vector<std::string> texts = co_await read(updates, 4);
    EXPECT_EQ(texts, numbers(3, 6));
    co_await again.shutdown();
  };
  run_here(story());
}

}  // namespace
}  // namespace strata
