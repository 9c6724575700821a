// From nothing to a session that is ready for calls: connect, make a key, begin or resume.
#include "core/clock.hpp"
#include "net/dc_table.hpp"
#include "net/key_exchange.hpp"
#include "net/link.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/random.hpp"
#include "strata/mtproto/errors.hpp"

#include <asio/experimental/awaitable_operators.hpp>
#include <asio/system_error.hpp>

#include <utility>

namespace strata::detail {
namespace {

using ConnectResult = Result<std::unique_ptr<Stream>>;

Error connect_failed(const DcAddress& address, const std::string& why) {
  return Error(ClientErrc::connect_failed,
               "cannot connect to " + address.ip + ":" + std::to_string(address.port) + ": " + why);
}

/// The connector's answer as a value, so that racing it against a timer ends with the first of
/// them.
asio::awaitable<ConnectResult> connect(const Connector& connector, asio::any_io_executor strand,
                                       const DcAddress& address) {
  std::string why;
  try {
    Endpoint endpoint(address.ip, address.port);
    std::unique_ptr<Stream> stream = co_await connector(strand, std::move(endpoint));
    if (stream) co_return stream;
    why = "the connector gave no stream";
  } catch (const std::exception& failure) {
    why = failure.what();
  }
  co_return fail(connect_failed(address, why));
}

asio::awaitable<void> wait_for(std::chrono::milliseconds time) {
  AsyncEvent never;
  co_await never.wait(AsyncEvent::Clock::now() + time);
}

asio::awaitable<ConnectResult> connect_in_time(const Connector& connector,
                                               asio::any_io_executor strand,
                                               const DcAddress& address,
                                               std::chrono::milliseconds limit) {
  using namespace asio::experimental::awaitable_operators;
  auto first = co_await (connect(connector, strand, address) || wait_for(limit));
  if (first.index() == 0) co_return std::get<0>(std::move(first));
  co_return fail(connect_failed(address, "no answer in time"));
}

/// Keeps the other links of a data centre from making a key of their own meanwhile.
class ExchangeTurn {
 public:
  ExchangeTurn(LinkEnvironment& environment, int dc) : environment_(environment), dc_(dc) {
    environment_.exchanging.insert(dc_);
  }
  ExchangeTurn(const ExchangeTurn&) = delete;
  ExchangeTurn& operator=(const ExchangeTurn&) = delete;
  ~ExchangeTurn() {
    environment_.exchanging.erase(dc_);
    environment_.exchanged.notify();
  }

 private:
  LinkEnvironment& environment_;
  int dc_;
};

bool is_final(const std::error_code& code) {
  // The server is not who it should be: asking again gives the same answer.
  return code == mtproto::Errc::unknown_server_key || code == ClientErrc::unknown_dc;
}

}  // namespace

asio::awaitable<Link::Loss> Link::connect_and_serve(std::size_t address) {
  const std::vector<DcAddress> known = addresses();
  if (known.empty()) {
    const Error unknown(ClientErrc::unknown_dc,
                        "no address of data centre " + std::to_string(target_.dc) + " is known");
    co_return Loss(unknown, ConnectionLoss::unavailable, true);
  }
  const DcAddress chosen = known[address % known.size()];
  Result<std::shared_ptr<PacketChannel>> channel = co_await open(chosen);
  if (!channel) co_return classify(channel.error());
  const Status prepared = co_await prepare_session(*channel);
  if (!prepared) {
    (*channel)->fail(prepared.error());
    co_return classify(prepared.error());
  }
  co_return co_await serve(*channel);
}

asio::awaitable<Result<std::shared_ptr<PacketChannel>>> Link::open(const DcAddress& address) {
  const ClientConfig& config = environment_->config;
  log(LogLevel::debug, "connecting", {LogField("address", address.ip)});
  ConnectResult stream = co_await connect_in_time(config.connector, environment_->strand, address,
                                                  config.connect_timeout);
  if (!stream) co_return fail(stream.error());

  mtproto::TransportOptions options;
  options.dc = static_cast<std::int16_t>(
      protocol_dc_id(target_.dc, config.test_environment, address.media_only));
  auto transport = mtproto::make_transport(config.transport, crypto::system_random(), options);
  if (!transport) co_return fail(transport.error());
  co_return std::make_shared<PacketChannel>(environment_->strand, std::move(*stream),
                                            std::move(*transport));
}

asio::awaitable<Status> Link::prepare_session(std::shared_ptr<PacketChannel> channel) {
  if (session_) co_return Status();
  while (environment_->exchanging.contains(target_.dc)) co_await environment_->exchanged.wait();
  const DcEntry dc = environment_->account->dc(target_.dc);
  if (dc.auth_key) {
    restore_session(dc);
    co_return Status();
  }
  const ExchangeTurn turn(*environment_, target_.dc);
  co_return co_await make_key(std::move(channel));
}

asio::awaitable<Status> Link::make_key(std::shared_ptr<PacketChannel> channel) {
  log(LogLevel::info, "exchanging a key", {});
  mtproto::HandshakeOptions options;
  options.keys = environment_->server_keys;
  options.dc = protocol_dc_id(target_.dc, environment_->config.test_environment, false);
  options.deadline = environment_->config.handshake_timeout;
  Result<mtproto::HandshakeDone> done =
      co_await exchange_key(std::move(channel), std::move(options), environment_->worker);
  if (!done) {
    ++failed_exchanges_;
    co_return fail(done.error());
  }
  failed_exchanges_ = 0;
  begin_session(std::move(*done));
  co_return Status();
}

std::vector<DcAddress> Link::addresses() const {
  const auto replaced = environment_->address_overrides.find(target_.dc);
  if (replaced != environment_->address_overrides.end()) return {replaced->second};
  const ClientConfig& config = environment_->config;
  const bool media = target_.kind == SessionKind::file;
  const DcEntry dc = environment_->account->dc(target_.dc);
  std::vector<DcAddress> usable = usable_addresses(dc.addresses, media, config.allow_ipv6);
  if (!usable.empty()) return usable;
  return usable_addresses(builtin_addresses(target_.dc, config.test_environment), media,
                          config.allow_ipv6);
}

mtproto::SessionOptions Link::session_options() const {
  mtproto::SessionOptions options;
  options.init_prefix = environment_->init_prefix;
  return options;
}

void Link::restore_session(const DcEntry& dc) {
  mtproto::SessionState state(dc.auth_key->clone());
  state.server_salt = dc.server_salt;
  state.unix_time_offset = std::chrono::seconds{dc.time_offset};
  session_.emplace(read_clocks(), std::move(state), session_options(), crypto::system_random());
  changed_.notify();
}

void Link::begin_session(mtproto::HandshakeDone done) {
  const mtproto::Now now = read_clocks();
  const auto wall_offset = done.time_offset + now.monotonic - now.unix_time;

  environment_->account->change_dc(target_.dc, [&](DcEntry& dc) {
    dc.auth_key = std::make_shared<const crypto::AuthKey>(done.key.clone());
    dc.server_salt = done.server_salt;
    dc.time_offset = static_cast<std::int32_t>(
        std::chrono::duration_cast<std::chrono::seconds>(wall_offset).count());
    dc.authorized = false;
  });

  session_.emplace(std::move(done.key), done.server_salt, done.time_offset, session_options(),
                   crypto::system_random());
  changed_.notify();
}

Link::Loss Link::classify(const Error& error) {
  const bool exhausted = failed_exchanges_ >= mtproto::limits::handshake_attempts;
  return Loss(error, ConnectionLoss::lost, exhausted || is_final(error.code()));
}

}  // namespace strata::detail
