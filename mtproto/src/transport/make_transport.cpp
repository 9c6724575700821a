// Puts a transport together: a framing, its buffer, and the layers over it that are asked for.
#include "transport/fake_tls_transport.hpp"
#include "transport/framed_transport.hpp"
#include "transport/obfuscated_transport.hpp"

#include "strata/mtproto/errors.hpp"

#include <string>
#include <utility>

namespace strata::mtproto {
namespace {

bool is_obfuscated(TransportKind kind) {
  return kind == TransportKind::obfuscated_abridged ||
         kind == TransportKind::obfuscated_intermediate ||
         kind == TransportKind::obfuscated_padded || kind == TransportKind::fake_tls;
}

Status check(TransportKind kind, const TransportOptions& options) {
  const std::size_t ceiling =
      options.unsafe_limits ? limits::max_frame_ceiling : limits::max_frame_received;
  if (options.max_frame > ceiling) {
    return fail(Errc::invalid_argument,
                "max_frame may be at most " + std::to_string(ceiling) + " bytes");
  }
  if (options.proxy_secret.empty()) {
    if (kind != TransportKind::fake_tls) return {};
    return fail(Errc::invalid_argument, "fake TLS is for proxies: it needs the proxy's secret");
  }
  if (!is_obfuscated(kind)) {
    return fail(Errc::invalid_argument, "only obfuscated transports use a proxy secret");
  }
  if (options.proxy_secret.size() != limits::proxy_secret_size) {
    return fail(Errc::invalid_argument, "the proxy secret must have 16 bytes");
  }
  return {};
}

std::unique_ptr<Framing> make_framing(TransportKind kind, std::size_t max_frame,
                                      crypto::RandomSource& random) {
  switch (kind) {
    case TransportKind::abridged:
    case TransportKind::obfuscated_abridged:
      return make_abridged(max_frame);
    case TransportKind::intermediate:
    case TransportKind::obfuscated_intermediate:
      return make_intermediate(max_frame);
    case TransportKind::padded_intermediate:
    case TransportKind::obfuscated_padded:
    case TransportKind::fake_tls:
      return make_padded_intermediate(max_frame, random);
    case TransportKind::full:
      return make_full(max_frame);
  }
  return nullptr;
}

}  // namespace

Result<std::unique_ptr<Transport>> make_transport(TransportKind kind, crypto::RandomSource& random,
                                                  const TransportOptions& options) {
  if (Status valid = check(kind, options); !valid) return fail(std::move(valid).error());
  std::unique_ptr<Framing> framing = make_framing(kind, options.max_frame, random);
  if (!framing) return fail(Errc::invalid_argument, "no such kind of transport");
  if (!is_obfuscated(kind)) {
    return std::make_unique<FramedTransport>(std::move(framing), Opening::send);
  }
  const Result<ObfuscationHeader> header = draw_obfuscation_header(random);
  if (!header) return fail(header.error());
  const std::uint8_t tag = framing->opening().front();
  std::unique_ptr<Transport> transport = std::make_unique<ObfuscatedTransport>(
      std::make_unique<FramedTransport>(std::move(framing), Opening::omit),
      make_obfuscation(*header, tag, options.dc, options.proxy_secret));
  if (kind != TransportKind::fake_tls) return transport;
  return std::make_unique<FakeTlsTransport>(std::move(transport));
}

}  // namespace strata::mtproto
