// The byte stream between a session and its server.
#include "mtproto/session/wire.hpp"

#include "mtproto/transport/obfuscated_server.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <utility>

namespace strata::mtproto::session_test {

struct Wire::Obfuscation {
  std::optional<transport_test::ObfuscatedServer> server;
};

namespace {

constexpr std::size_t padding = 7;  // of padded framings: not a whole word

Bytes copy_of(BytesView bytes) { return {bytes.begin(), bytes.end()}; }

Bytes word(std::uint32_t value) {
  Bytes bytes(4);
  store_le(bytes.data(), value);
  return bytes;
}

TransportKind framing_of(TransportKind kind) {
  return kind == TransportKind::obfuscated_intermediate ? TransportKind::intermediate : kind;
}

/// The one packet that `transport` gives for these bytes, if it gives one.
std::optional<Bytes> feed(Transport& transport, BytesView bytes) {
  std::optional<Bytes> packet;
  while (!bytes.empty()) {
    const MutableBytes space = transport.prepare(1);
    const std::size_t count = std::min(space.size(), bytes.size());
    std::copy_n(bytes.begin(), count, space.begin());
    transport.commit(count);
    bytes = bytes.subspan(count);
    for (;;) {
      const auto event = transport.next();
      EXPECT_TRUE(event.has_value());
      if (!event || !*event) break;
      const auto* const received = std::get_if<PacketReceived>(&**event);
      EXPECT_TRUE(received != nullptr && !packet.has_value());
      if (received != nullptr) packet = copy_of(received->payload);
    }
  }
  return packet;
}

}  // namespace

Wire::Wire(TransportKind kind)
    : kind_(kind),
      random_({}, 77),
      transport_(make_transport(kind, random_, {}).value()),
      obfuscation_(std::make_shared<Obfuscation>()) {}

Bytes Wire::frame(BytesView packet, std::uint32_t number) const {
  const auto size = static_cast<std::uint32_t>(packet.size());
  Bytes framed;
  switch (framing_of(kind_)) {
    case TransportKind::abridged:
      framed = size / 4 < 0x7f ? Bytes{static_cast<std::uint8_t>(size / 4)}
                               : word(size / 4 << 8U | 0x7fU);
      append(framed, packet);
      return framed;
    case TransportKind::padded_intermediate:
      framed = word(size + padding);
      append(framed, packet);
      framed.resize(framed.size() + padding, 0xee);
      return framed;
    case TransportKind::full:
      framed = word(size + 12);
      append(framed, word(number));
      append(framed, packet);
      append(framed, word(static_cast<std::uint32_t>(
                         crc32(0, framed.data(), static_cast<uInt>(framed.size())))));
      return framed;
    default:
      framed = word(size);
      append(framed, packet);
      return framed;
  }
}

BytesView Wire::unframe(BytesView stream) const {
  switch (framing_of(kind_)) {
    case TransportKind::abridged:
      return stream.subspan(stream[0] == 0x7f ? 4 : 1);
    case TransportKind::padded_intermediate: {
      // Key id and msg_key, then whole blocks; the rest is padding.
      const std::size_t size = stream.size() - 4;
      return stream.subspan(4, 24 + (size - 24) / 16 * 16);
    }
    case TransportKind::full:
      return stream.subspan(8, stream.size() - 12);
    default:
      return stream.subspan(4);
  }
}

Bytes Wire::to_server(BytesView packet) {
  Buffer out(Buffer::default_headroom);
  out.append(packet);
  EXPECT_TRUE(transport_->wrap(out, false).has_value());
  Bytes stream = copy_of(std::as_const(out).bytes());
  std::size_t opening = 0;
  if (packets_to_server_++ == 0) {
    if (kind_ == TransportKind::abridged) opening = 1;
    if (kind_ == TransportKind::intermediate || kind_ == TransportKind::padded_intermediate) {
      opening = 4;
    }
    if (kind_ == TransportKind::obfuscated_intermediate) {
      opening = 64;
      obfuscation_->server.emplace(BytesView(stream).first(opening));
    }
  }
  stream.erase(stream.begin(), stream.begin() + static_cast<std::ptrdiff_t>(opening));
  if (obfuscation_->server) stream = obfuscation_->server->receive(stream);
  return copy_of(unframe(stream));
}

void Wire::check_every_cut(BytesView packet) const {
  // A stream of obfuscated2 cannot begin in the middle.
  if (kind_ == TransportKind::obfuscated_intermediate) return;
  const Bytes framed = frame(packet, 0);
  test::ScriptedRandom random;
  for (std::size_t cut = 1; cut < framed.size(); ++cut) {
    const auto transport = make_transport(kind_, random, {}).value();
    EXPECT_FALSE(feed(*transport, BytesView(framed).first(cut)).has_value()) << cut;
    const auto whole = feed(*transport, BytesView(framed).subspan(cut));
    ASSERT_TRUE(whole.has_value()) << cut;
    EXPECT_TRUE(std::ranges::equal(BytesView(*whole).first(packet.size()), packet)) << cut;
  }
}

Bytes Wire::to_client(BytesView packet) {
  check_every_cut(packet);
  // A server of obfuscated2 cannot speak before it has heard the client.
  if (kind_ == TransportKind::obfuscated_intermediate && !obfuscation_->server) {
    static_cast<void>(to_server(Bytes(40)));
  }
  Bytes stream = frame(packet, packets_to_client_++);
  if (obfuscation_->server) stream = obfuscation_->server->send(stream);
  std::optional<Bytes> received;
  for (std::size_t i = 0; i < stream.size(); ++i) {
    EXPECT_FALSE(received.has_value()) << "before its last byte";
    received = feed(*transport_, BytesView(stream).subspan(i, 1));
  }
  EXPECT_TRUE(received.has_value());
  return received.value_or(Bytes());
}

}  // namespace strata::mtproto::session_test
