// From nothing to a session that is ready for calls: connect, make a key, begin or resume.
#include "core/clock.hpp"
#include "net/connect_plan.hpp"
#include "net/dc_table.hpp"
#include "net/key_exchange.hpp"
#include "net/link.hpp"
#include "net/pass_preamble.hpp"
#include "net/server_refusal.hpp"
#include "net/telegram_networks.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/random.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/preamble.hpp"
#include "strata/mtproto/proxy_link.hpp"
#include "strata/mtproto/web_address.hpp"

#include <utility>

namespace strata::detail {
namespace {

/// What HTTP's field Host says.
std::string host_field(const DcAddress& address) {
  constexpr std::uint16_t usual = 443;
  const std::string host = address.ipv6 ? "[" + address.ip + "]" : address.ip;
  return address.port == usual ? host : host + ":" + std::to_string(address.port);
}

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
  Result<Opened> opened = co_await open(start);
  if (!opened) co_return classify(opened.error());
  way_ = opened->way;
  const std::shared_ptr<PacketChannel> channel = std::move(opened->channel);
  const Status prepared = co_await prepare_session(channel);
  if (!prepared) {
    channel->fail(prepared.error());
    co_return classify(prepared.error());
  }
  co_return co_await serve(channel);
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

asio::awaitable<Result<Link::Opened>> Link::open(std::size_t start) {
  Way way;
  Result<FirstConnection> first = co_await reach(start, way.is_only);
  if (!first) co_return fail(first.error());
  way.address = first->address;

  const mtproto::TransportKind kind = transport_to(way.address);
  const std::string host = host_field(way.address);
  const mtproto::TransportOptions options = transport_options(way.address, host);
  auto transport = mtproto::make_transport(kind, crypto::system_random(), options);
  auto preamble = mtproto::make_preamble(kind, crypto::system_random(), options);
  if (!transport) co_return fail(transport.error());
  if (!preamble) co_return fail(preamble.error());
  if (*preamble) {
    mtproto::Now now = read_clocks();
    now.unix_time += std::chrono::seconds{environment_->account->dc(target_.dc).time_offset};
    const Status passed =
        co_await pass_preamble(environment_->strand, first->stream, **preamble, now);
    if (!passed) co_return fail(passed.error());
  }
  auto channel = std::make_shared<PacketChannel>(environment_->strand, std::move(first->stream),
                                                 std::move(*transport));
  co_return Opened(std::move(channel), std::move(way));
}

/// Races for a connection; what refused the key is tried only when nothing else answers.
// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-23)
asio::awaitable<Result<FirstConnection>> Link::reach(std::size_t start, bool& is_only_way) {
  const ClientConfig& config = environment_->config;
  std::vector<DcAddress> all = places(start);
  std::vector<DcAddress> others = all;
  if (const DcAddress* avoided = key_refusals_.avoid()) {
    std::erase_if(others, [&](const DcAddress& place) { return is_same_place(place, *avoided); });
  }
  log(LogLevel::debug, "connecting", {LogField("address", all.front().ip)});
  const RaceTimes times(config.connect_timeout);
  is_only_way = others.empty();
  if (!others.empty()) {
    const bool are_all = others.size() == all.size();
    Result<FirstConnection> first =
        co_await connect_first(config.connector, environment_->strand, std::move(others), times);
    if (first || are_all) co_return first;
    is_only_way = true;
  }
  co_return co_await connect_first(config.connector, environment_->strand, std::move(all), times);
}

/// Obfuscation where the address demands it, and where a -404 may have come from the path: it makes
/// the same forgery a little harder.
// Spec: core.telegram.org/mtproto/mtproto-transports#transport-errors (C-23)
mtproto::TransportKind Link::transport_to(const DcAddress& address) const {
  const ClientConfig& config = environment_->config;
  if (config.mtproxy) return mtproto::transport_through(config.mtproxy->secret, config.transport);
  const mtproto::TransportKind kind = transport_for(address, config.transport);
  return key_refusals_.avoid() == nullptr ? kind : obfuscated(kind);
}

/// The options refer to `host`.
mtproto::TransportOptions Link::transport_options(const DcAddress& address,
                                                  std::string_view host) const {
  const ClientConfig& config = environment_->config;
  const auto dc = static_cast<std::int16_t>(
      protocol_dc_id(target_.dc, config.test_environment, address.media_only));
  if (config.mtproxy) return mtproto::options_through(config.mtproxy->secret, dc);
  mtproto::TransportOptions options;
  options.dc = dc;
  options.proxy_secret = obfuscation_secret(address);
  if (config.transport == mtproto::TransportKind::websocket) {
    options.host = host;
    options.path = mtproto::websocket_path(config.test_environment);
  }
  return options;
}

asio::awaitable<Status> Link::prepare_session(std::shared_ptr<PacketChannel> channel) {
  if (session_) co_return Status();
  const Status permanent = co_await prepare_permanent_key(channel);
  if (!permanent) co_return fail(permanent.error());
  if (has_secrecy()) {
    co_return co_await prepare_temporary_key(std::move(channel));
  }
  if (session_) co_return Status();
  const DcEntry dc = environment_->account->dc(target_.dc);
  session_ = std::make_shared<LinkSession>(dc.auth_key->id(), stored_session(dc));
  if (target_.retires_key) session_->session.destroy_key();
  changed_.notify();
  co_return Status();
}

/// Makes the data centre's key unless there is one, or another link makes it.
asio::awaitable<Status> Link::prepare_permanent_key(std::shared_ptr<PacketChannel> channel) {
  while (environment_->exchanging.contains(target_.dc)) co_await environment_->exchanged.wait();
  if (environment_->account->dc(target_.dc).auth_key) co_return Status();
  const ExchangeTurn turn(*environment_, target_.dc);
  Result<mtproto::HandshakeDone> done = co_await exchange(std::move(channel), std::nullopt, false);
  failed_exchanges_ = done ? 0 : failed_exchanges_ + 1;
  if (!done) co_return fail(done.error());
  keep_key(*done);
  if (has_secrecy()) co_return Status();
  const std::uint64_t id = done->key.id();
  session_ = std::make_shared<LinkSession>(
      id, mtproto::Session(std::move(done->key), done->server_salt, done->time_offset,
                           session_options(), crypto::system_random()));
  changed_.notify();
  co_return Status();
}

/// Only temporary keys have a time to live, and to them a media address is another data centre.
// Spec: core.telegram.org/api/pfs
asio::awaitable<Result<mtproto::HandshakeDone>> Link::exchange(
    std::shared_ptr<PacketChannel> channel, std::optional<std::chrono::seconds> expires_in,
    bool media) {
  log(LogLevel::info, expires_in ? "exchanging a temporary key" : "exchanging a key", {});
  mtproto::HandshakeOptions options;
  options.keys = environment_->server_keys;
  options.dc = protocol_dc_id(target_.dc, environment_->config.test_environment, media);
  options.expires_in = expires_in;
  options.deadline = environment_->config.handshake_timeout;
  each_session([&](const In& in) { options.known_key_ids.push_back(in->key_id); });
  if (const auto permanent = environment_->account->dc(target_.dc).auth_key) {
    options.known_key_ids.push_back(permanent->id());
  }
  co_return co_await exchange_key(std::move(channel), std::move(options), environment_->worker);
}

std::vector<DcAddress> Link::addresses() const {
  if (auto given = given_address()) return {std::move(*given)};
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

/// Where the user said to go, instead of to what is known of the data centre.
std::optional<DcAddress> Link::given_address() const {
  const ClientConfig& config = environment_->config;
  DcAddress address;
  if (config.mtproxy) {
    address.ip = config.mtproxy->server;
    address.port = config.mtproxy->port;
    return address;
  }
  const auto replaced = environment_->address_overrides.find(target_.dc);
  if (replaced != environment_->address_overrides.end()) return replaced->second;
  const auto host = mtproto::websocket_host(target_.dc);
  if (config.transport != mtproto::TransportKind::websocket || !host) return std::nullopt;
  address.ip = *host;
  return address;
}

std::vector<DcAddress> Link::places(std::size_t start) const {
  return connect_plan(addresses(), given_address() ? Ports::as_given : Ports::usual, start);
}

mtproto::SessionOptions Link::session_options() const {
  mtproto::SessionOptions options;
  const bool cdn = is_cdn(environment_->account->dc(target_.dc));
  options.init_prefix = cdn ? environment_->anonymous_init_prefix : environment_->init_prefix;
  return options;
}

mtproto::Session Link::stored_session(const DcEntry& dc) const {
  mtproto::SessionState state(dc.auth_key->clone());
  state.server_salt = dc.server_salt;
  state.unix_time_offset = std::chrono::seconds{dc.time_offset};
  return {read_clocks(), std::move(state), session_options(), crypto::system_random()};
}

void Link::keep_key(const mtproto::HandshakeDone& done) {
  const mtproto::Now now = read_clocks();
  const auto wall_offset = done.time_offset + now.monotonic - now.unix_time;
  environment_->keys_made_at[target_.dc] = now.monotonic;
  environment_->account->change_dc(target_.dc, [&](DcEntry& dc) {
    dc.auth_key = std::make_shared<const crypto::AuthKey>(done.key.clone());
    dc.server_salt = done.server_salt;
    dc.time_offset = static_cast<std::int32_t>(
        std::chrono::duration_cast<std::chrono::seconds>(wall_offset).count());
    dc.authorized = false;
  });
}

Link::Loss Link::classify(const Error& error) {
  if (error.code() == mtproto::Errc::permanent_key_lost) {
    const auto key = environment_->account->dc(target_.dc).auth_key;
    return on_key_lost(key ? key->id() : 0);
  }
  if (is_refusal(error, wrong_dc)) return on_wrong_dc(error);
  if (is_refusal(error, flooded)) return Loss(error, ConnectionLoss::flooded);
  const bool exhausted = failed_exchanges_ >= mtproto::limits::handshake_attempts;
  return Loss(error, ConnectionLoss::lost, exhausted || is_final(error.code()));
}

}  // namespace strata::detail
