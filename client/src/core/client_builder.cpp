// The setters of ClientBuilder.
#include "strata/client/client_builder.hpp"

#include "strata/client/errors.hpp"
#include "strata/client/proxy.hpp"
#include "strata/mtproto/proxy_link.hpp"
#include "strata/mtproto/transport.hpp"

#include <utility>

namespace strata {

ClientConfig::ClientConfig() : transport(mtproto::TransportKind::abridged) {}

ClientBuilder::ClientBuilder() = default;

ClientBuilder& ClientBuilder::api_id(int id) {
  config_.api_id = id;
  return *this;
}

ClientBuilder& ClientBuilder::api_hash(std::string hash) {
  config_.api_hash = std::move(hash);
  return *this;
}

ClientBuilder& ClientBuilder::session(std::filesystem::path file) {
  return session(std::shared_ptr<SessionBackend>(make_file_backend(std::move(file))));
}

ClientBuilder& ClientBuilder::encrypted_session(std::filesystem::path file,
                                                std::string_view passphrase) {
  return session(
      std::shared_ptr<SessionBackend>(make_encrypted_file_backend(std::move(file), passphrase)));
}

ClientBuilder& ClientBuilder::session(std::shared_ptr<SessionBackend> backend) {
  config_.session = std::move(backend);
  config_.in_memory = false;
  return *this;
}

ClientBuilder& ClientBuilder::session_string(std::string_view text) {
  return session(std::shared_ptr<SessionBackend>(make_string_backend(text)));
}

ClientBuilder& ClientBuilder::in_memory() {
  config_.in_memory = true;
  return *this;
}

ClientBuilder& ClientBuilder::dc_addr(std::string address) {
  config_.dc_addresses[0] = std::move(address);
  return *this;
}

ClientBuilder& ClientBuilder::dc_addr(int dc, std::string address) {
  config_.dc_addresses[dc] = std::move(address);
  return *this;
}

ClientBuilder& ClientBuilder::home_dc(int dc) {
  config_.home_dc = dc;
  return *this;
}

ClientBuilder& ClientBuilder::test_environment(bool on) {
  config_.test_environment = on;
  return *this;
}

ClientBuilder& ClientBuilder::server_key(std::string pem) {
  config_.server_keys.push_back(std::move(pem));
  return *this;
}

ClientBuilder& ClientBuilder::unsafe_server_keys(bool on) {
  config_.unsafe_server_keys = on;
  return *this;
}

ClientBuilder& ClientBuilder::allow_ipv6(bool on) {
  config_.allow_ipv6 = on;
  return *this;
}

ClientBuilder& ClientBuilder::allow_local_addresses(bool on) {
  config_.allow_local_addresses = on;
  return *this;
}

ClientBuilder& ClientBuilder::transport(mtproto::TransportKind kind) {
  config_.transport = kind;
  return *this;
}

ClientBuilder& ClientBuilder::connector(Connector connector) {
  config_.connector = std::move(connector);
  return *this;
}

ClientBuilder& ClientBuilder::socks5(std::string_view address, std::string username,
                                     std::string password) {
  config_.proxy = std::make_shared<const Proxy>(Proxy::Kind::socks5, address, std::move(username),
                                                std::move(password));
  return *this;
}

ClientBuilder& ClientBuilder::http_proxy(std::string_view address, std::string username,
                                         std::string password) {
  config_.proxy = std::make_shared<const Proxy>(Proxy::Kind::http_connect, address,
                                                std::move(username), std::move(password));
  return *this;
}

ClientBuilder& ClientBuilder::mtproxy(std::string_view link) {
  Result<mtproto::ProxyLink> parsed = mtproto::parse_proxy_link(link);
  if (!parsed) throw_error(parsed.error());
  config_.mtproxy = std::make_shared<const mtproto::ProxyLink>(std::move(*parsed));
  return *this;
}

ClientBuilder& ClientBuilder::perfect_forward_secrecy(bool on, std::chrono::seconds key_life) {
  config_.perfect_forward_secrecy = on;
  config_.temporary_key_life = key_life;
  return *this;
}

ClientBuilder& ClientBuilder::retry_policy(std::shared_ptr<RetryPolicy> policy) {
  config_.retry_policy = std::move(policy);
  return *this;
}

ClientBuilder& ClientBuilder::reconnect_policy(std::shared_ptr<ReconnectPolicy> policy) {
  config_.reconnect_policy = std::move(policy);
  return *this;
}

ClientBuilder& ClientBuilder::call_timeout(std::chrono::milliseconds limit) {
  config_.call_timeout = limit;
  return *this;
}

ClientBuilder& ClientBuilder::connect_timeout(std::chrono::milliseconds limit) {
  config_.connect_timeout = limit;
  return *this;
}

ClientBuilder& ClientBuilder::handshake_timeout(std::chrono::milliseconds limit) {
  config_.handshake_timeout = limit;
  return *this;
}

ClientBuilder& ClientBuilder::shutdown_timeout(std::chrono::milliseconds limit) {
  config_.shutdown_timeout = limit;
  return *this;
}

ClientBuilder& ClientBuilder::device_model(std::string text) {
  config_.device_model = std::move(text);
  return *this;
}

ClientBuilder& ClientBuilder::system_version(std::string text) {
  config_.system_version = std::move(text);
  return *this;
}

ClientBuilder& ClientBuilder::app_version(std::string text) {
  config_.app_version = std::move(text);
  return *this;
}

ClientBuilder& ClientBuilder::system_lang_code(std::string code) {
  config_.system_lang_code = std::move(code);
  return *this;
}

ClientBuilder& ClientBuilder::lang_pack(std::string name) {
  config_.lang_pack = std::move(name);
  return *this;
}

ClientBuilder& ClientBuilder::lang_code(std::string code) {
  config_.lang_code = std::move(code);
  return *this;
}

ClientBuilder& ClientBuilder::worker_executor(asio::any_io_executor executor) {
  config_.worker_executor = std::move(executor);
  return *this;
}

ClientBuilder& ClientBuilder::log(LogSink sink, LogLevel least) {
  config_.log_sink = std::move(sink);
  config_.log_level = least;
  return *this;
}

}  // namespace strata
