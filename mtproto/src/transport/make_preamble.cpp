// Finds the preamble of a kind of transport.
#include "transport/fake_tls_preamble.hpp"
#include "transport/host_name.hpp"
#include "transport/websocket_preamble.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"
#include "strata/mtproto/preamble.hpp"

namespace strata::mtproto {
namespace {

Result<std::unique_ptr<Preamble>> make_fake_tls(crypto::RandomSource& random,
                                                const TransportOptions& options) {
  if (options.proxy_secret.size() != limits::proxy_secret_size) {
    return fail(Errc::invalid_argument, "fake TLS needs the 16 bytes of a proxy's secret");
  }
  if (!is_host_name(options.host, limits::max_proxy_domain)) {
    return fail(Errc::invalid_argument, "fake TLS needs the domain of the proxy's secret");
  }
  return std::make_unique<FakeTlsPreamble>(
      options.proxy_secret.first<limits::proxy_secret_size>(), options.host,
      options.classic_hello ? HelloShape::classic : HelloShape::current, random);
}

Result<std::unique_ptr<Preamble>> make_websocket(crypto::RandomSource& random,
                                                 const TransportOptions& options) {
  const std::string_view path = options.path.empty() ? "/apiws" : options.path;
  if (!is_http_host(options.host) || !is_http_path(path)) {
    return fail(Errc::invalid_argument,
                "a WebSocket needs the host, and a path that begins with a slash");
  }
  return std::make_unique<WebSocketPreamble>(options.host, path, random);
}

}  // namespace

Result<std::unique_ptr<Preamble>> make_preamble(TransportKind kind, crypto::RandomSource& random,
                                                const TransportOptions& options) {
  if (kind == TransportKind::fake_tls) return make_fake_tls(random, options);
  if (kind == TransportKind::websocket) return make_websocket(random, options);
  return std::unique_ptr<Preamble>();
}

}  // namespace strata::mtproto
