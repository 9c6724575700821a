// Starts the data centre, announces it, and waits for a reason to stop.
#include "server.hpp"

#include "counters_file.hpp"
#include "ready.hpp"

#include "strata/datacenter/data_center.hpp"
#include "strata/datacenter/telegram_services.hpp"
#include "strata/datacenter/world/cast.hpp"
#include "strata/datacenter/world/world.hpp"

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>

#include <array>
#include <csignal>
#include <iostream>
#include <memory>
#include <unistd.h>

namespace strata::datacenter {
namespace {

/// Stops the program when standard input ends.
class StdinWatch {
 public:
  explicit StdinWatch(asio::io_context& context) : context_(context), input_(context) {
    input_.assign(::dup(STDIN_FILENO));
    read();
  }

 private:
  void read() {
    input_.async_read_some(asio::buffer(buffer_),
                           [this](const asio::error_code& error, std::size_t) {
                             if (error) {
                               context_.stop();
                             } else {
                               read();
                             }
                           });
  }

  asio::io_context& context_;
  asio::posix::stream_descriptor input_;
  std::array<char, 256> buffer_{};
};

std::vector<Bytes> secrets_of(const ProgramOptions& options) {
  std::vector<Bytes> secrets;
  for (const std::string& text : options.proxy_secrets) {
    const auto secret = from_hex(text);
    if (!secret || secret->size() != 16) {
      throw std::runtime_error("--proxy-secret wants 32 hexadecimal digits");
    }
    secrets.push_back(*secret);
  }
  return secrets;
}

DataCenterOptions data_center_options(const ProgramOptions& options) {
  DataCenterOptions result;
  result.address = options.address;
  result.port = options.port;
  EngineOptions& engine = result.engine;
  engine.dc_id = options.dc;
  engine.test_environment = options.test_environment;
  engine.schemas = options.schemas;
  engine.proxy_secrets = secrets_of(options);
  engine.seed = options.seed;
  engine.strict = options.strict;
  if (options.verbose) {
    engine.log = [](std::string_view line) { std::cerr << line << '\n'; };
  }
  auto key = options.key_file.empty() ? ServerKey::generate()
                                      : ServerKey::load_or_create(options.key_file);
  if (!key) throw std::runtime_error(key.error().message());
  engine.key = *std::move(key);
  return result;
}

ServiceOptions service_options(const ProgramOptions& options) {
  ServiceOptions result;
  if (options.verbose) {
    result.on_login_code = [](const std::string& phone, const std::string& code) {
      std::cerr << "login code for " << phone << ": " << code << '\n';
    };
  }
  return result;
}

}  // namespace

int serve(const ProgramOptions& options) {
  WorldOptions world_options;
  world_options.seed = options.seed.value_or(1);
  world_options.fixed_login_code = options.login_code;
  World world(std::move(world_options));
  // Handlers that never ran keep services until the context ends: the world must outlive it.
  asio::io_context context(1);
  if (options.with_cast) add_cast(world);

  auto created = DataCenter::create(context.get_executor(), data_center_options(options));
  if (!created) throw std::runtime_error(created.error().message());
  DataCenter& data_center = **created;
  data_center.add_service(std::make_unique<TelegramServices>(world, service_options(options)));
  if (auto started = data_center.start(); !started) {
    throw std::runtime_error(started.error().message());
  }

  asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](const asio::error_code&, int) { context.stop(); });
  asio::steady_timer lifetime(context);
  if (options.lifetime > 0) {
    lifetime.expires_after(std::chrono::seconds(options.lifetime));
    lifetime.async_wait([&](const asio::error_code&) { context.stop(); });
  }
  std::unique_ptr<StdinWatch> stdin_watch;
  if (options.exit_with_stdin) stdin_watch = std::make_unique<StdinWatch>(context);

  const PublicKeyFile public_key(options, data_center.public_key_pem());
  std::cout << ready_line(data_center, public_key.path(), options.json) << std::endl;
  context.run();
  data_center.stop();
  if (!options.counters_file.empty()) write_counters(data_center.counters(), options.counters_file);
  return 0;
}

}  // namespace strata::datacenter
