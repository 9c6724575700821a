// One conversation of every kind of transport, as units that a server sends one after another.
#pragma once

#include "mtproto/transport/stream.hpp"

#include <memory>
#include <string>
#include <vector>

namespace strata::mtproto::transport_test {

/// A connection whose client has written its first packet, and what the server will send: three
/// packets and an error, one unit each (a frame, a record, a response), written down independently
/// of the codecs.
struct Conversation {
  std::unique_ptr<ScriptedRandom> random;
  std::unique_ptr<Transport> transport;
  std::vector<Bytes> units;

  [[nodiscard]] Bytes stream() const;
};

[[nodiscard]] Conversation converse(TransportKind kind);

/// What comes out of the whole conversation.
[[nodiscard]] std::vector<std::string> expected_events();

/// Reads a stream as read_all does; where each answer needs a question, asks again after each.
[[nodiscard]] std::vector<std::string> hear(Transport& transport, BytesView stream,
                                            Split split = whole());

/// A stream cipher lies over the frames: what follows a missing byte is noise.
[[nodiscard]] bool is_stream_cipher(TransportKind kind);

inline constexpr std::array<TransportKind, 10> every_kind{
    TransportKind::abridged,
    TransportKind::intermediate,
    TransportKind::padded_intermediate,
    TransportKind::full,
    TransportKind::obfuscated_abridged,
    TransportKind::obfuscated_intermediate,
    TransportKind::obfuscated_padded,
    TransportKind::fake_tls,
    TransportKind::websocket,
    TransportKind::http,
};

}  // namespace strata::mtproto::transport_test
