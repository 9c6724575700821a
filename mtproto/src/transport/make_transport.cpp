// Puts a transport together: a framing, its buffer, and the layers over it that are asked for.
#include "transport/fake_tls_transport.hpp"
#include "transport/framed_transport.hpp"
#include "transport/host_name.hpp"
#include "transport/http_transport.hpp"
#include "transport/obfuscated_transport.hpp"
#include "transport/websocket_transport.hpp"

#include "strata/mtproto/errors.hpp"

#include <string>
#include <utility>

namespace strata::mtproto {
namespace {

bool is_obfuscated(TransportKind kind) {
  switch (kind) {
    case TransportKind::obfuscated_abridged:
    case TransportKind::obfuscated_intermediate:
    case TransportKind::obfuscated_padded:
    case TransportKind::fake_tls:
    case TransportKind::websocket:
      return true;
    default:
      return false;
  }
}

Status check_secret(TransportKind kind, BytesView secret) {
  if (secret.empty()) {
    if (kind != TransportKind::fake_tls) return {};
    return fail(Errc::invalid_argument, "fake TLS is for proxies: it needs the proxy's secret");
  }
  if (!is_obfuscated(kind)) {
    return fail(Errc::invalid_argument, "only obfuscated transports use a proxy secret");
  }
  if (secret.size() == limits::proxy_secret_size) return {};
  return fail(Errc::invalid_argument, "the proxy secret must have 16 bytes");
}

Status check(TransportKind kind, const TransportOptions& options) {
  const std::size_t ceiling =
      options.unsafe_limits ? limits::max_frame_ceiling : limits::max_frame_received;
  if (options.max_frame > ceiling) {
    return fail(Errc::invalid_argument,
                "max_frame may be at most " + std::to_string(ceiling) + " bytes");
  }
  return check_secret(kind, options.proxy_secret);
}

std::unique_ptr<Framing> make_framing(TransportKind kind, std::size_t max_frame,
                                      crypto::RandomSource& random) {
  switch (kind) {
    case TransportKind::abridged:
    case TransportKind::obfuscated_abridged:
      return make_abridged(max_frame);
    case TransportKind::intermediate:
    case TransportKind::obfuscated_intermediate:
    case TransportKind::websocket:
      return make_intermediate(max_frame);
    case TransportKind::padded_intermediate:
    case TransportKind::obfuscated_padded:
    case TransportKind::fake_tls:
      return make_padded_intermediate(max_frame, random);
    case TransportKind::full:
      return make_full(max_frame);
    case TransportKind::http:  // has no frames
      return nullptr;
  }
  return nullptr;
}

Result<std::unique_ptr<Transport>> make_http(const TransportOptions& options) {
  const std::string_view path = options.path.empty() ? "/api" : options.path;
  if (!is_http_host(options.host) || !is_http_path(path)) {
    return fail(Errc::invalid_argument, "HTTP needs the host, and a path that begins with a slash");
  }
  return std::make_unique<HttpTransport>(options.host, path, options.max_frame);
}

Result<std::unique_ptr<Transport>> obfuscate(std::unique_ptr<Framing> framing,
                                             crypto::RandomSource& random,
                                             const TransportOptions& options) {
  const Result<ObfuscationHeader> header = draw_obfuscation_header(random);
  if (!header) return fail(header.error());
  const std::uint8_t tag = framing->opening().front();
  return std::make_unique<ObfuscatedTransport>(
      std::make_unique<FramedTransport>(std::move(framing), Opening::omit),
      make_obfuscation(*header, tag, options.dc, options.proxy_secret));
}

}  // namespace

Result<std::unique_ptr<Transport>> make_transport(TransportKind kind, crypto::RandomSource& random,
                                                  const TransportOptions& options) {
  if (Status valid = check(kind, options); !valid) return fail(std::move(valid).error());
  if (kind == TransportKind::http) return make_http(options);
  std::unique_ptr<Framing> framing = make_framing(kind, options.max_frame, random);
  if (!framing) return fail(Errc::invalid_argument, "no such kind of transport");
  if (!is_obfuscated(kind)) {
    return std::make_unique<FramedTransport>(std::move(framing), Opening::send);
  }
  Result<std::unique_ptr<Transport>> transport = obfuscate(std::move(framing), random, options);
  if (!transport) return transport;
  if (kind == TransportKind::fake_tls) {
    return std::make_unique<FakeTlsTransport>(std::move(*transport));
  }
  if (kind == TransportKind::websocket) {
    return std::make_unique<WebSocketTransport>(std::move(*transport), random);
  }
  return transport;
}

}  // namespace strata::mtproto
