// The demo: a person and a bot meet on a local data centre; or the bot alone, on Telegram.
#include "demo/demo_bot.hpp"
#include "demo/person.hpp"
#include "demo/transcript.hpp"

#include "strata/client/client.hpp"
#include "strata/datacenter/background.hpp"
#include "strata/datacenter/world/cast.hpp"
#include "strata/tl/layer.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <unistd.h>

namespace demo {
namespace {

using strata::datacenter::BackgroundDataCenter;
using strata::datacenter::cast;

std::string env(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

strata::ClientBuilder local_client(const BackgroundDataCenter& server) {
  strata::ClientBuilder builder;
  builder.api_id(1).api_hash("demo").in_memory();
  builder.dc_addr(server.address() + ":" + std::to_string(server.port()));
  builder.server_key(server.public_key_pem());
  return builder;
}

std::string code_sent_to(BackgroundDataCenter& server, const std::string& phone) {
  std::string code;
  server.run([&](auto&, auto& world) { code = world.last_code(phone); });
  return code;
}

/// Starts the bot; it answers until its client is closed.
asio::awaitable<strata::Client> start_bot(asio::io_context& io, strata::ClientBuilder builder,
                                          std::string token, Transcript& transcript) {
  strata::Client client = co_await builder.connect();
  const strata::User me = co_await log_in_bot(client, std::move(token));
  transcript.line(Who::bot, "bot", "logged in by token as @" + std::string(me.username()));
  asio::co_spawn(io, run_bot(client, transcript), asio::detached);
  co_return client;
}

asio::awaitable<void> play(asio::io_context& io, BackgroundDataCenter& server,
                           Transcript& transcript) {
  transcript.heading("A bot and a person log in");
  const strata::ClientBuilder builder = local_client(server);
  strata::Client bot = co_await start_bot(io, builder, std::string(cast[3].token), transcript);

  const Credentials clara{
      .name = std::string(cast[2].first_name),
      .phone = std::string(cast[2].phone),
      .password = std::string(cast[2].password),
      .read_code = [&server] { return code_sent_to(server, std::string(cast[2].phone)); }};
  strata::Client person = co_await builder.connect();
  co_await log_in(person, clara, transcript);

  transcript.heading("They talk");
  const std::function<void()> drop_connections = [&] {
    server.run([](auto& data_centre, auto&) { data_centre.drop_connections(); });
    transcript.line(Who::server, "data centre", "drops every connection; both come back");
  };
  co_await visit(person, clara.name, std::string(cast[3].username), drop_connections, transcript);

  transcript.heading("They leave");
  co_await person.shutdown();
  co_await bot.shutdown();
}

/// What a strict server would have complained about fails the demo.
void conclude(const BackgroundDataCenter& server, Transcript& transcript) {
  const auto seen = server.counters();
  transcript.line(Who::server, "data centre",
                  std::to_string(seen.permanent_keys_made) + " key exchanges, " +
                      std::to_string(seen.connections_opened) + " connections, " +
                      std::to_string(seen.packets_received) + " packets in, " +
                      std::to_string(seen.packets_sent) + " out, " +
                      std::to_string(seen.updates_pushed) + " updates pushed");
  for (const auto& [rule, count] : seen.violations) {
    throw std::runtime_error("the data centre counted a violation: " + rule);
  }
  transcript.line(Who::server, "data centre", "no violation of the protocol");
}

asio::awaitable<void> wait_for_signal(asio::io_context& io, strata::Client client) {
  asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&](std::error_code error, int) {
    if (!error) asio::co_spawn(io, client.shutdown(), asio::detached);
  });
  co_await client.run_until_disconnected();
  signals.cancel();
}

void print_directions(const BackgroundDataCenter& server, const std::filesystem::path& key) {
  std::cout
      << "\nThe data centre and its bot go on until Ctrl-C. Another client reaches them with\n"
      << "  address     " << server.address() << ":" << server.port() << "   (data centre "
      << server.dc_id() << ", any transport)\n"
      << "  public key  " << key.string() << "\n"
      << "  api_id      any number, api_hash any text\n"
      << "  people      ";
  for (const auto& member : cast) {
    if (member.phone.empty()) continue;
    std::cout << "+" << member.phone << " code " << member.code;
    if (!member.password.empty()) std::cout << " password \"" << member.password << "\"";
    std::cout << "\n              ";
  }
  std::cout << "\n  for example STRATA_DC=" << server.address() << ":" << server.port()
            << " STRATA_DC_KEY=" << key.string() << " build/dev/examples/login\n"
            << std::endl;
}

asio::awaitable<void> serve(asio::io_context& io, BackgroundDataCenter& server,
                            Transcript& transcript) {
  const std::filesystem::path key = std::filesystem::temp_directory_path() /
                                    ("strata-demo-" + std::to_string(server.port()) + ".pem");
  std::ofstream(key) << server.public_key_pem();
  strata::Client bot =
      co_await start_bot(io, local_client(server), std::string(cast[3].token), transcript);
  print_directions(server, key);
  co_await wait_for_signal(io, bot);
  std::filesystem::remove(key);
}

asio::awaitable<void> run_on_telegram(asio::io_context& io, Transcript& transcript) {
  strata::ClientBuilder builder;
  builder.api_id(std::stoi(env("TG_API_ID"))).api_hash(env("TG_API_HASH")).session("demo.session");
  strata::Client bot = co_await start_bot(io, builder, env("BOT_TOKEN"), transcript);
  std::cout << "write to it; Ctrl-C ends it" << std::endl;
  co_await wait_for_signal(io, bot);
}

void run(asio::awaitable<void> (*start)(asio::io_context&, BackgroundDataCenter&, Transcript&),
         BackgroundDataCenter& server, Transcript& transcript) {
  asio::io_context io;
  std::exception_ptr failure;
  asio::co_spawn(io, start(io, server, transcript), [&](std::exception_ptr end) {
    failure = end;
    if (failure) io.stop();
  });
  io.run();
  if (failure) std::rethrow_exception(failure);
}

void run_locally(bool serving, Transcript& transcript) {
  auto started = BackgroundDataCenter::start();
  if (!started) throw strata::Error(started.error());
  BackgroundDataCenter& server = **started;
  server.run([](auto&, auto& world) { strata::datacenter::add_cast(world); });
  transcript.line(Who::server, "data centre",
                  "listens on " + server.address() + ":" + std::to_string(server.port()) +
                      ", layer " + std::to_string(strata::tl::LAYER) + ", with a key of its own");
  run(&play, server, transcript);
  conclude(server, transcript);
  if (serving) run(&serve, server, transcript);
}

}  // namespace
}  // namespace demo

int main(int count, char** arguments) {
  const std::string option = count > 1 ? arguments[1] : "";
  if (!option.empty() && option != "--serve") {
    std::cerr << "usage: strata-demo [--serve]\n";
    return 2;
  }
  demo::Transcript transcript(isatty(STDOUT_FILENO) == 1);
  try {
    if (!demo::env("TG_API_ID").empty() && !demo::env("BOT_TOKEN").empty()) {
      asio::io_context io;
      std::exception_ptr failure;
      asio::co_spawn(io, demo::run_on_telegram(io, transcript),
                     [&](std::exception_ptr end) { failure = end; });
      io.run();
      if (failure) std::rethrow_exception(failure);
    } else {
      demo::run_locally(option == "--serve", transcript);
    }
  } catch (const std::exception& error) {
    std::cerr << "strata-demo: " << error.what() << std::endl;
    return 1;
  }
}
