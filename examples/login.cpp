// Logs a person in: by phone number, code and two-step verification password. The second run finds
// the session and asks nothing.
#include "target.hpp"

#include "strata/client/client.hpp"
#include "strata/client/run_blocking.hpp"

#include <asio/io_context.hpp>

#include <exception>
#include <iostream>
#include <optional>
#include <string>

std::string ask(const std::string& question) {
  std::cout << question << ": " << std::flush;
  std::string answer;
  if (!std::getline(std::cin, answer)) throw std::runtime_error("no answer");
  return answer;
}

// [login]
asio::awaitable<strata::User> enter_password(strata::Client client, strata::PasswordToken token) {
  while (true) {
    try {
      co_return co_await client.check_password(token, ask("password (" + token.hint() + ")"));
    } catch (const strata::InvalidPassword&) {
      std::cout << "that is not the password" << std::endl;
    }
  }
}

asio::awaitable<strata::User> log_in(strata::Client client) {
  strata::LoginToken token = co_await client.request_login_code(ask("phone number"));
  if (token.signed_in()) co_return *token.signed_in();
  while (true) {
    std::optional<strata::SignInResult> result;
    try {
      result = co_await client.sign_in(token, ask("code"));
    } catch (const strata::InvalidCode&) {
      std::cout << "that is not the code" << std::endl;
      continue;
    }
    if (result->signed_in()) co_return *result->signed_in();
    if (result->password_needed()) {
      co_return co_await enter_password(client, *result->password_needed());
    }
    std::cout << result->sign_up_required()->terms() << std::endl;
    co_return co_await client.sign_up(token, ask("this number is new; your first name"));
  }
}
// [/login]

asio::awaitable<void> run(const Target& target) {
  strata::Client client = co_await target.builder("login.session").connect();
  const bool authorized = co_await client.is_authorized();
  if (!authorized) {
    co_await log_in(client);
    co_await client.save_session();
  }
  const strata::User me = co_await client.get_me();
  std::cout << "logged in as " << me.full_name() << " (id " << me.id() << ")" << std::endl;
  co_await client.send_message("me", "Hello from Strata");
  std::cout << "a message waits in Saved Messages" << std::endl;
  co_await client.shutdown();
}

int main() {
  try {
    const Target target;
    asio::io_context io;
    strata::run_blocking(io, run(target));
  } catch (const std::exception& error) {
    std::cerr << "login: " << error.what() << std::endl;
    return 1;
  }
}
