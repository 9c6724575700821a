// One conversation of every kind of transport.
#include "mtproto/transport/conversation.hpp"

#include "mtproto/transport/fake_tls_server.hpp"
#include "mtproto/transport/obfuscated_server.hpp"
#include "mtproto/transport/websocket_server.hpp"

#include "strata/crypto/crc32.hpp"

namespace strata::mtproto::transport_test {
namespace {

const Bytes proxy_secret = hex("000102030405060708090a0b0c0d0e0f");

std::vector<Bytes> payloads() { return {pattern(72), pattern(24), pattern(508), hex("6cfeffff")}; }

Bytes little_endian(std::size_t value) {
  Bytes bytes(4);
  store_le(bytes.data(), static_cast<std::uint32_t>(value));
  return bytes;
}

Bytes abridged_frame(BytesView payload) {
  const std::size_t words = payload.size() / 4;
  Bytes length = little_endian(words << 8U | 0x7fU);
  if (words < 0x7f) length.assign(1, static_cast<std::uint8_t>(words));
  return concat({length, payload});
}

Bytes full_frame(BytesView payload, std::size_t number) {
  const Bytes start = concat({little_endian(payload.size() + 12), little_endian(number), payload});
  return concat({start, little_endian(crypto::crc32(start))});
}

Bytes response(BytesView payload) {
  const std::string head =
      "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(payload.size()) + "\r\n\r\n";
  return concat({as_bytes(head), payload});
}

std::vector<Bytes> clear_units(TransportKind kind) {
  std::vector<Bytes> units;
  for (const Bytes& payload : payloads()) {
    switch (kind) {
      case TransportKind::abridged:
      case TransportKind::obfuscated_abridged:
        units.push_back(abridged_frame(payload));
        break;
      case TransportKind::full:
        units.push_back(full_frame(payload, units.size()));
        break;
      case TransportKind::http:
        units.push_back(response(payload));
        break;
      default:
        units.push_back(concat({little_endian(payload.size()), payload}));
    }
  }
  return units;
}

// The client's stream without records or frames around it, from its first byte on.
Bytes unwrapped(TransportKind kind, BytesView written) {
  if (kind == TransportKind::fake_tls) return read_client_records(written).data;
  if (kind == TransportKind::websocket) return read_client_frames(written).at(0).data;
  return {written.begin(), written.end()};
}

Bytes wrapped(TransportKind kind, BytesView data) {
  if (kind == TransportKind::fake_tls) return tls_record(0x17, data);
  if (kind == TransportKind::websocket) return server_frame(0x82, data);
  return {data.begin(), data.end()};
}

TransportOptions options_for(TransportKind kind) {
  TransportOptions options;
  if (kind == TransportKind::fake_tls) options.proxy_secret = proxy_secret;
  options.host = "example.com";
  return options;
}

}  // namespace

bool is_stream_cipher(TransportKind kind) {
  return kind == TransportKind::obfuscated_abridged ||
         kind == TransportKind::obfuscated_intermediate ||
         kind == TransportKind::obfuscated_padded || kind == TransportKind::fake_tls ||
         kind == TransportKind::websocket;
}

Conversation converse(TransportKind kind) {
  Conversation made;
  made.random = std::make_unique<ScriptedRandom>();
  made.transport = make(kind, *made.random, options_for(kind));
  const Bytes written = wrap(*made.transport, sample_packet());
  made.units = clear_units(kind);
  if (!is_stream_cipher(kind)) return made;
  const bool is_proxy = kind == TransportKind::fake_tls;
  ObfuscatedServer server(unwrapped(kind, written),
                          is_proxy ? BytesView(proxy_secret) : BytesView());
  for (Bytes& unit : made.units) unit = wrapped(kind, server.send(unit));
  return made;
}

Bytes Conversation::stream() const {
  Bytes all;
  for (const Bytes& unit : units) append(all, unit);
  return all;
}

std::vector<std::string> expected_events() {
  std::vector<std::string> seen;
  for (const Bytes& payload : payloads()) {
    seen.push_back(payload.size() > 4 ? describe(payload) : "error -404");
  }
  return seen;
}

std::vector<std::string> hear(Transport& transport, BytesView stream, Split split) {
  std::vector<std::string> seen;
  while (!stream.empty()) {
    const MutableBytes space = transport.prepare(1);
    const std::size_t count = std::min({split(stream.size()), space.size(), stream.size()});
    std::copy_n(stream.begin(), count, space.begin());
    transport.commit(count);
    stream = stream.subspan(count);
    for (;;) {
      const Result<std::optional<TransportEvent>> event = transport.next();
      if (!event) {
        seen.push_back("CLOSE " + event.error().code().message());
        return seen;
      }
      if (!*event) break;
      seen.push_back(describe(**event));
      if (transport.traits().answers_only) (void)wrap(transport, sample_packet());
    }
  }
  return seen;
}

}  // namespace strata::mtproto::transport_test
