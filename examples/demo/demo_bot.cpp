// The demo's bot: greets with buttons, echoes texts, and tells what files contain.
#include "demo/demo_bot.hpp"

#include "strata/crypto/digest.hpp"

#include <optional>

namespace demo {

namespace {

std::string greeting(const strata::Message& message) {
  const std::optional<strata::User> sender = message.sender();
  const std::string name = sender ? std::string(sender->first_name()) : "stranger";
  return "Hello " + name + "! I repeat texts and measure files. Or press a button:";
}

asio::awaitable<void> greet(strata::Client client, strata::Message message) {
  strata::InputMessage answer(greeting(message));
  answer.keyboard(strata::InlineKeyboard().row(strata::Button::callback("Ping", "ping"),
                                               strata::Button::callback("About", "about")));
  co_await client.reply(message, answer);
}

asio::awaitable<void> measure(strata::Client client, strata::Message message) {
  const strata::Bytes content = co_await client.download_bytes(message);
  const std::string digest = strata::to_hex(strata::crypto::sha256({content}));
  const std::string answer = std::string(message.file_name()) + ": " + human_size(content.size()) +
                             ", SHA-256 " + digest.substr(0, 16) + "…";
  co_await client.reply(message, answer);
}

asio::awaitable<void> on_message(strata::Client client, strata::Message message) {
  if (message.document()) {
    co_await measure(client, message);
  } else if (message.text() == "/start") {
    co_await greet(client, message);
  } else if (!message.text().empty()) {
    co_await client.reply(message, message.text());
  }
}

asio::awaitable<void> on_button(strata::Client client, strata::CallbackQuery query,
                                Transcript& transcript) {
  strata::CallbackAnswer answer("pong");
  if (query.data_text() == "about") answer = strata::CallbackAnswer("Made with Strata").alert();
  transcript.line(Who::bot, "bot",
                  "hears the button \"" + std::string(query.data_text()) + "\", answers \"" +
                      answer.text() + "\"");
  co_await client.answer_callback_query(query, answer);
}

}  // namespace

asio::awaitable<strata::User> log_in_bot(strata::Client client, std::string token) {
  const bool authorized = co_await client.is_authorized();
  if (!authorized) co_await client.bot_sign_in(std::move(token));
  co_return co_await client.get_me();
}

asio::awaitable<void> run_bot(strata::Client client, Transcript& transcript) {
  strata::UpdateStream updates = client.stream_updates(strata::UpdateOptions().catch_up());
  while (std::optional<strata::Update> update = co_await updates.next()) {
    std::optional<std::string> trouble;
    try {
      if (const auto* message = update->get_if<strata::NewMessage>()) {
        if (!message->outgoing()) co_await on_message(client, *message);
      } else if (const auto* query = update->get_if<strata::CallbackQuery>()) {
        co_await on_button(client, *query, transcript);
      }
    } catch (const strata::RpcError& error) {
      trouble = error.what();
    }
    if (trouble) transcript.line(Who::bot, "bot", "could not answer: " + *trouble);
  }
}

}  // namespace demo
