// What the transport tests share: a stream fed in pieces, and what came out of it as text.
#pragma once

#include "support/scripted_random.hpp"

#include "strata/base/bytes.hpp"
#include "strata/mtproto/transport.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace strata::mtproto::transport_test {

using strata::test::ScriptedRandom;

inline Bytes hex(std::string_view text) { return from_hex(text).value(); }

/// `count` bytes that differ from their neighbours.
inline Bytes pattern(std::size_t count) {
  Bytes bytes(count);
  for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
  return bytes;
}

inline Bytes concat(std::initializer_list<BytesView> parts) {
  Bytes all;
  for (const BytesView part : parts) append(all, part);
  return all;
}

inline std::string describe(const TransportEvent& event) {
  if (const auto* packet = std::get_if<PacketReceived>(&event)) {
    return "packet " + to_hex(packet->payload);
  }
  if (const auto* ack = std::get_if<QuickAck>(&event)) return "ack " + std::to_string(ack->token);
  if (const auto* error = std::get_if<TransportError>(&event)) {
    return "error " + std::to_string(error->code);
  }
  return "unknown " + std::to_string(std::get<UnknownFrame>(event).value);
}

inline std::string describe(BytesView packet) { return "packet " + to_hex(packet); }

/// How many of the bytes that are left arrive together; at least one.
using Split = std::function<std::size_t(std::size_t left)>;

inline Split whole() {
  return [](std::size_t left) { return left; };
}
inline Split pieces_of(std::size_t size) {
  return [size](std::size_t left) { return std::min(size, left); };
}
inline Split cut_at(std::size_t first) {
  return [first, is_first = true](std::size_t left) mutable {
    const bool was_first = std::exchange(is_first, false);
    return was_first && first > 0 ? std::min(first, left) : left;
  };
}

/// Feeds `stream` and lists every event; the last entry is "CLOSE <error>" if the transport
/// refuses.
inline std::vector<std::string> read_all(Transport& transport, BytesView stream,
                                         const Split& split = whole(), std::size_t at_least = 1) {
  std::vector<std::string> seen;
  while (!stream.empty()) {
    const MutableBytes space = transport.prepare(at_least);
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
    }
  }
  return seen;
}

inline std::unique_ptr<Transport> make(TransportKind kind, crypto::RandomSource& random,
                                       const TransportOptions& options = {}) {
  Result<std::unique_ptr<Transport>> transport = make_transport(kind, random, options);
  EXPECT_TRUE(transport.has_value());
  return std::move(transport).value();
}

/// For the names of tests that run over several kinds.
inline std::string name_of(TransportKind kind) {
  switch (kind) {
    case TransportKind::abridged:
      return "abridged";
    case TransportKind::intermediate:
      return "intermediate";
    case TransportKind::padded_intermediate:
      return "padded_intermediate";
    case TransportKind::full:
      return "full";
    case TransportKind::obfuscated_abridged:
      return "obfuscated_abridged";
    case TransportKind::obfuscated_intermediate:
      return "obfuscated_intermediate";
    case TransportKind::obfuscated_padded:
      return "obfuscated_padded";
    case TransportKind::fake_tls:
      return "fake_tls";
    case TransportKind::websocket:
      return "websocket";
    case TransportKind::http:
      return "http";
  }
  return "unknown";
}

/// The bytes that go out for one packet.
inline Bytes wrap(Transport& transport, BytesView packet, bool quick_ack = false) {
  Buffer buffer(Buffer::default_headroom);
  buffer.append(packet);
  const Status status = transport.wrap(buffer, quick_ack);
  EXPECT_TRUE(status.has_value()) << status.error().message();
  const BytesView out = std::as_const(buffer).bytes();
  return Bytes(out.begin(), out.end());
}

/// The packet of the official key exchange, used by the vectors (J.10).
inline Bytes sample_packet() {
  return hex("000000000000000064f70d00fcc0ab6514000000f18e7ebe15a084b3b9ca2a17f03925f44b78fe68");
}

}  // namespace strata::mtproto::transport_test
