// Fuzzer of what stands inside an encrypted packet: containers, gzip, service messages, calls.
#include "core/core.hpp"
#include "session/messages.hpp"
#include "session/session.hpp"

#include "strata/datacenter/telegram_services.hpp"
#include "strata/datacenter/world/cast.hpp"

#include <memory>

namespace {

using namespace strata;
using namespace strata::datacenter;

constexpr auto start = std::chrono::seconds(1'700'000'000);
constexpr std::int64_t salt = 42;

class Sink final : public ConnectionSink {
 public:
  void write(Bytes) override {}
  void close() override {}
};

/// A data centre with its services and somebody who is logged in.
struct Stage {
  Stage() : core(make_options(), Layers::load({}).value()) {
    add_cast(world);
    auto services = std::make_unique<TelegramServices>(world);
    services->install(core.dispatcher, core);
    core.services.push_back(std::move(services));
    ServerStream stream(*core.random, {});
    core.connections.try_emplace(1, 1, sink, std::move(stream), start);
  }

  /// The only key; a message may have destroyed it.
  AuthKey& key() {
    const AuthKeyBytes bytes{};
    if (AuthKey* const known = core.keys.find(auth_key_id(bytes), start)) return *known;
    SaltSchedule salts(salt, start, std::chrono::hours(24));
    auto made = std::make_unique<AuthKey>(auth_key_id(bytes), bytes, std::move(salts));
    made->is_initialised = true;
    return core.keys.add(std::move(made));
  }

  static EngineOptions make_options() {
    EngineOptions options;
    options.seed = 1;
    return options;
  }

  World world;
  Sink sink;
  Core core;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static auto current = std::make_unique<Stage>();
  Stage& stage = *current;
  static std::int64_t next = std::int64_t{1'700'000'000} << 32;
  AuthKey& key = stage.key();
  PlainMessage message;
  message.salt = salt;
  message.session_id = 1;
  message.msg_id = next += 4096;
  message.seq_no = 1;
  message.body.assign(data, data + size);
  const auto session = std::make_shared<Session>(stage.core, key, 1);
  key.sessions[1] = session;
  session->connection = 1;
  stage.core.step(start, [&] {
    Connection& connection = stage.core.connections.at(1);
    on_message(stage.core, connection, *session, message);
    // A closed connection would be taken away at the end of the step.
    connection.is_closed = false;
  });
  // The message took the connection away: the next one meets a new data centre.
  if (stage.core.connections.empty()) current = std::make_unique<Stage>();
  return 0;
}
