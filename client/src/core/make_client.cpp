// From a configuration to a connected client.
#include "core/background.hpp"
#include "core/client_core.hpp"
#include "core/init_connection.hpp"
#include "net/dc_table.hpp"

#include "strata/client/client.hpp"
#include "strata/client/errors.hpp"
#include "strata/client/proxy.hpp"
#include "strata/crypto/auth_key.hpp"

#include <asio/co_spawn.hpp>
#include <asio/strand.hpp>
#include <asio/system_executor.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>

#include <utility>

namespace strata {
namespace {

using detail::ClientCore;
using detail::LinkEnvironment;
using detail::SessionStore;

constexpr std::string_view library_version = "strata 0.1";

void check_credentials(const ClientConfig& config) {
  if (config.api_id == 0) throw_error(Error(ClientErrc::missing_api_id));
  if (config.api_hash.empty()) throw_error(Error(ClientErrc::missing_api_hash));
}

void fill_defaults(ClientConfig& config) {
  // Made here and not in the builder, which may connect several clients.
  if (config.in_memory) config.session = make_memory_backend();
  if (!config.session) config.session = make_file_backend("session.session");
  if (!config.connector) config.connector = tcp_connector();
  if (config.proxy) config.connector = through_proxy(config.proxy, std::move(config.connector));
  if (!config.retry_policy) config.retry_policy = auto_sleep();
  if (!config.reconnect_policy) config.reconnect_policy = exponential_backoff();
  if (config.app_version.empty()) config.app_version = library_version;
  if (!config.worker_executor) config.worker_executor = asio::system_executor();
}

crypto::ServerKeys server_keys(const ClientConfig& config) {
  if (config.server_keys.empty()) {
    return config.test_environment ? crypto::ServerKeys::test() : crypto::ServerKeys::production();
  }
  crypto::ServerKeys keys;
  for (const std::string& pem : config.server_keys) {
    Result<crypto::RsaPublicKey> key = crypto::RsaPublicKey::from_pem(pem);
    if (!key) throw Error(ClientErrc::invalid_argument, "server_key: " + key.error().message());
    if (Status added = keys.add(std::move(*key)); !added) throw_error(added.error());
  }
  return keys;
}

/// The addresses given by the user; number 0 stands for the home data centre.
std::map<int, DcAddress> address_overrides(const ClientConfig& config, int home_dc) {
  std::map<int, DcAddress> overrides;
  for (const auto& [dc, text] : config.dc_addresses) {
    Result<DcAddress> address = detail::parse_address(text);
    if (!address) throw_error(address.error());
    overrides[dc == 0 ? home_dc : dc] = std::move(*address);
  }
  return overrides;
}

SessionData new_session(const ClientConfig& config) {
  SessionData session;
  session.home_dc = config.home_dc;
  session.test_environment = config.test_environment;
  return session;
}

asio::awaitable<SessionData> load_session(const ClientConfig& config) {
  auto work = [backend = config.session] { return backend->load(); };
  const asio::any_io_executor worker = config.worker_executor;
  Result<std::optional<SessionData>> loaded =
      co_await detail::run_in_background(worker, std::move(work));
  if (!loaded) throw_error(loaded.error());
  SessionData session = std::move(*loaded).value_or(new_session(config));
  if (session.test_environment != config.test_environment) {
    throw_error(Error(ClientErrc::session_environment));
  }
  co_return session;
}

std::shared_ptr<ClientCore> make_core(ClientConfig config, SessionData session,
                                      const asio::any_io_executor& executor) {
  const int home_dc = session.home_dc;
  auto environment = std::make_shared<LinkEnvironment>(std::move(config));
  const ClientConfig& settings = environment->config;
  environment->strand = asio::make_strand(executor);
  environment->worker = settings.worker_executor;
  environment->logger = Logger(settings.log_sink, settings.log_level);
  environment->account =
      std::make_shared<Account>(settings.api_id, settings.api_hash, std::move(session));
  environment->server_keys = server_keys(settings);
  environment->address_overrides = address_overrides(settings, home_dc);
  Result<Bytes> prefix = detail::init_connection_prefix(settings);
  if (!prefix) throw_error(prefix.error());
  environment->init_prefix = std::move(*prefix);
  Result<Bytes> anonymous =
      detail::init_connection_prefix(settings, detail::Introduction::anonymous);
  if (!anonymous) throw_error(anonymous.error());
  environment->anonymous_init_prefix = std::move(*anonymous);

  auto store =
      std::make_shared<SessionStore>(settings.session, environment->account, environment->strand,
                                     environment->worker, environment->logger);
  return std::make_shared<ClientCore>(std::move(environment), std::move(store));
}

asio::awaitable<std::shared_ptr<ClientCore>> make_connected_core(ClientConfig config,
                                                                 asio::any_io_executor executor) {
  check_credentials(config);
  fill_defaults(config);
  SessionData session = co_await load_session(config);
  std::shared_ptr<ClientCore> core = make_core(std::move(config), std::move(session), executor);
  const asio::any_io_executor strand = core->environment().strand;
  co_await asio::co_spawn(strand, ClientCore::connect(core), asio::use_awaitable);
  co_return core;
}

}  // namespace

asio::awaitable<Client> ClientBuilder::connect_with(ClientConfig config,
                                                    asio::any_io_executor executor) {
  if (!executor) executor = co_await asio::this_coro::executor;
  std::shared_ptr<ClientCore> core =
      co_await make_connected_core(std::move(config), std::move(executor));
  co_return Client(std::move(core));
}

asio::awaitable<Client> ClientBuilder::connect(asio::any_io_executor executor) const {
  return connect_with(config_, std::move(executor));
}

asio::awaitable<Client> ClientBuilder::connect() const { return connect_with(config_, {}); }

}  // namespace strata
