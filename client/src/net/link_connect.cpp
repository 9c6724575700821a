// From nothing to a session that is ready for calls: connect, make a key, begin or resume.
#include "core/clock.hpp"
#include "net/connect_plan.hpp"
#include "net/dc_table.hpp"
#include "net/key_exchange.hpp"
#include "net/link.hpp"
#include "net/server_refusal.hpp"
#include "net/telegram_networks.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/random.hpp"
#include "strata/mtproto/errors.hpp"

#include <utility>

namespace strata::detail {
namespace {

/// Keeps the other links of a data centre from making a key of their own meanwhile.
// Spec: our rule
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

asio::awaitable<Link::Loss> Link::connect_and_serve(std::size_t start) {
  const Status usable = check_addresses();
  if (!usable) co_return Loss(usable.error(), ConnectionLoss::unavailable, true);
  Result<std::shared_ptr<PacketChannel>> channel = co_await open(start);
  if (!channel) co_return classify(channel.error());
  const Status prepared = co_await prepare_session(*channel);
  if (!prepared) {
    (*channel)->fail(prepared.error());
    co_return classify(prepared.error());
  }
  co_return co_await serve(*channel);
}

/// A key from elsewhere proves nothing about Telegram's own servers.
// Spec: our rule
Status Link::check_addresses() const {
  const std::vector<DcAddress> known = addresses();
  if (known.empty()) {
    return fail(ClientErrc::unknown_dc,
                "no address of data centre " + std::to_string(target_.dc) + " is known");
  }
  const ClientConfig& config = environment_->config;
  if (config.server_keys.empty() || config.unsafe_server_keys) return {};
  for (const DcAddress& address : known) {
    if (!is_telegram_address(address.ip)) continue;
    return fail(ClientErrc::invalid_argument,
                "server_key replaces Telegram's keys, and " + address.ip +
                    " is Telegram's: give the address of your server, too (dc_addr)");
  }
  return {};
}

asio::awaitable<Result<std::shared_ptr<PacketChannel>>> Link::open(std::size_t start) {
  Result<FirstConnection> first = co_await reach(start);
  if (!first) co_return fail(first.error());
  place_ = first->address;

  const ClientConfig& config = environment_->config;
  mtproto::TransportOptions options;
  options.dc = static_cast<std::int16_t>(
      protocol_dc_id(target_.dc, config.test_environment, place_.media_only));
  options.proxy_secret = obfuscation_secret(place_);
  auto transport = mtproto::make_transport(transport_to(place_), crypto::system_random(), options);
  if (!transport) co_return fail(transport.error());
  co_return std::make_shared<PacketChannel>(environment_->strand, std::move(first->stream),
                                            std::move(*transport));
}

/// Races for a connection; what refused the key is tried only when nothing else answers.
// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-23)
asio::awaitable<Result<FirstConnection>> Link::reach(std::size_t start) {
  const ClientConfig& config = environment_->config;
  std::vector<DcAddress> places = connect_plan(addresses(), start);
  std::vector<DcAddress> others = places;
  if (const DcAddress* avoided = key_refusals_.avoid()) {
    std::erase_if(others, [&](const DcAddress& place) { return is_same_place(place, *avoided); });
  }
  log(LogLevel::debug, "connecting", {LogField("address", places.front().ip)});
  const RaceTimes times(config.connect_timeout);
  is_only_way_ = others.empty();
  if (!others.empty()) {
    const bool are_all = others.size() == places.size();
    Result<FirstConnection> first =
        co_await connect_first(config.connector, environment_->strand, std::move(others), times);
    if (first || are_all) co_return first;
    is_only_way_ = true;
  }
  co_return co_await connect_first(config.connector, environment_->strand, std::move(places),
                                   times);
}

/// Obfuscation where the address demands it, and where a -404 may have come from the path: it makes
/// the same forgery a little harder.
// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-23)
mtproto::TransportKind Link::transport_to(const DcAddress& address) const {
  const mtproto::TransportKind kind = transport_for(address, environment_->config.transport);
  return key_refusals_.avoid() == nullptr ? kind : obfuscated(kind);
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
  const bool prefer_ipv6 = environment_->account->prefer_ipv6();
  std::vector<DcAddress> usable =
      usable_addresses(dc.addresses, media, config.allow_ipv6, prefer_ipv6);
  if (!usable.empty()) return usable;
  return usable_addresses(builtin_addresses(target_.dc, config.test_environment), media,
                          config.allow_ipv6, prefer_ipv6);
}

mtproto::SessionOptions Link::session_options() const {
  mtproto::SessionOptions options;
  const bool cdn = is_cdn(environment_->account->dc(target_.dc));
  options.init_prefix = cdn ? environment_->anonymous_init_prefix : environment_->init_prefix;
  return options;
}

void Link::restore_session(const DcEntry& dc) {
  key_id_ = dc.auth_key->id();
  mtproto::SessionState state(dc.auth_key->clone());
  state.server_salt = dc.server_salt;
  state.unix_time_offset = std::chrono::seconds{dc.time_offset};
  session_.emplace(read_clocks(), std::move(state), session_options(), crypto::system_random());
  if (target_.retires_key) session_->destroy_key();
  changed_.notify();
}

void Link::begin_session(mtproto::HandshakeDone done) {
  key_id_ = done.key.id();
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
  if (is_refusal(error, wrong_dc)) return on_wrong_dc(error);
  if (is_refusal(error, flooded)) return Loss(error, ConnectionLoss::flooded);
  const bool exhausted = failed_exchanges_ >= mtproto::limits::handshake_attempts;
  return Loss(error, ConnectionLoss::lost, exhausted || is_final(error.code()));
}

}  // namespace strata::detail
