// The demo's person: logs in, talks with the bot, presses buttons, sends a file.
#include "demo/person.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/tl/types/keyboard_button.hpp"
#include "strata/tl/types/keyboard_button_row.hpp"

#include <optional>
#include <stdexcept>

namespace demo {

namespace {

void expect(bool fine, const std::string& what) {
  if (!fine) throw std::runtime_error("the demo went wrong: " + what);
}

/// Talks in the person's name.
class Visit {
 public:
  Visit(strata::Client client, const std::string& name, const std::string& bot,
        Transcript& transcript)
      : client_(std::move(client)),
        updates_(client_.stream_updates(strata::UpdateOptions().catch_up())),
        name_(name),
        bot_("@" + bot),
        transcript_(transcript) {}

  strata::Client& client() { return client_; }
  void says(std::string_view text) { transcript_.line(Who::person, name_, text); }

  asio::awaitable<strata::Message> send(std::string text) {
    says("says \"" + text + "\"");
    co_return co_await client_.send_message(bot_, text);
  }

  asio::awaitable<strata::Message> send_file(strata::FileSource file, std::string caption) {
    co_return co_await client_.send_file(bot_, std::move(file), caption);
  }

  /// The bot's next message.
  asio::awaitable<strata::Message> answer() {
    while (std::optional<strata::Update> update = co_await updates_.next()) {
      const auto* message = update->get_if<strata::NewMessage>();
      if (!message || message->outgoing()) continue;
      transcript_.line(Who::bot, "bot",
                       "says \"" + std::string(message->text()) + "\"" + buttons_of(*message));
      co_return *message;
    }
    throw std::runtime_error("the connection was closed");
  }

 private:
  static std::string buttons_of(const strata::Message& message) {
    std::string text;
    for (const auto& row : message.button_rows()) {
      for (const auto& button : row.as<strata::tl::types::KeyboardButtonRow>().buttons) {
        button.visit([&](const auto& made) {
          if constexpr (requires { made.text; }) text += "  [" + std::string(made.text) + "]";
        });
      }
    }
    return text;
  }

  strata::Client client_;
  strata::UpdateStream updates_;
  std::string name_;
  std::string bot_;
  Transcript& transcript_;
};

/// 200 000 bytes that no compression makes smaller.
strata::Bytes sample_file() {
  strata::Bytes content(200'000);
  std::uint32_t state = 1;
  for (std::uint8_t& byte : content) {
    state = state * 1'664'525 + 1'013'904'223;
    byte = static_cast<std::uint8_t>(state >> 24U);
  }
  return content;
}

asio::awaitable<void> talk_about_a_file(Visit& visit) {
  const strata::Bytes content = sample_file();
  visit.says("sends noise.bin, " + human_size(content.size()));
  const strata::FileSource file(content, "noise.bin");
  const strata::Message sent = co_await visit.send_file(file, "what is in it?");
  const strata::Message measured = co_await visit.answer();
  const std::string digest = strata::to_hex(strata::crypto::sha256({content})).substr(0, 16);
  expect(measured.text().find(digest) != std::string_view::npos, "the bot read another file");
  const strata::Bytes back = co_await visit.client().download_bytes(sent);
  expect(back == content, "the file came back changed");
  visit.says("downloads it again: every byte is there");
}

}  // namespace

asio::awaitable<strata::User> log_in(strata::Client client, const Credentials& person,
                                     Transcript& transcript) {
  const auto says = [&](std::string_view text) { transcript.line(Who::person, person.name, text); };
  says("asks for a login code for +" + person.phone);
  const strata::LoginToken token = co_await client.request_login_code(person.phone);
  try {
    co_await client.sign_in(token, "00000");
  } catch (const strata::InvalidCode& error) {
    says("mistypes the code: " + std::string(error.advice()));
  }
  const std::string code = person.read_code();
  const strata::SignInResult result = co_await client.sign_in(token, code);
  says("enters " + code + ": accepted");
  expect(result.password_needed() != nullptr, "no password was asked for");
  const strata::PasswordToken password = *result.password_needed();
  try {
    co_await client.check_password(password, "wrong horse");
  } catch (const strata::InvalidPassword& error) {
    says("mistypes the password: " + std::string(error.advice()));
  }
  strata::User me = co_await client.check_password(password, person.password);
  says("enters the right one: logged in as " + me.full_name());
  co_return me;
}

asio::awaitable<void> visit(strata::Client client, const std::string& name,
                            const std::string& bot_username,
                            const std::function<void()>& drop_connections, Transcript& transcript) {
  Visit visit(client, name, bot_username, transcript);
  co_await visit.send("/start");
  const strata::Message greeting = co_await visit.answer();

  visit.says("presses [Ping]");
  const strata::CallbackAnswer pong = co_await client.press_button(greeting, "Ping");
  expect(pong.text() == "pong", "the button did not answer");
  visit.says("sees \"" + pong.text() + "\"");

  co_await talk_about_a_file(visit);

  drop_connections();
  co_await visit.send("are you still there?");
  const strata::Message echoed = co_await visit.answer();
  expect(echoed.text() == "are you still there?", "the echo is another text");
}

}  // namespace demo
