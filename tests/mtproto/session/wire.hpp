// The byte stream between a session and its server, cut in every way.
#pragma once

#include "support/scripted_random.hpp"

#include "strata/base/bytes.hpp"
#include "strata/mtproto/transport.hpp"

#include <cstdint>
#include <memory>
#include <optional>

namespace strata::mtproto::session_test {

/// One connection: the client's transport, and a server's end written by hand. What the server
/// sends arrives byte by byte; and for every place where it could be cut in two, a codec of the
/// same kind that starts anew must give the same packet, and give it only once it is whole.
///
/// Known are the plain framings and obfuscated2 over the intermediate one. The client's packets go
/// through the transport too and are taken apart by the server's end.
class Wire {
 public:
  explicit Wire(TransportKind kind);

  /// A packet of the server as it reaches the session, with the padding of padded framings.
  [[nodiscard]] Bytes to_client(BytesView packet);
  /// A packet of the session as it reaches the server.
  [[nodiscard]] Bytes to_server(BytesView packet);

 private:
  [[nodiscard]] Bytes frame(BytesView packet, std::uint32_t number) const;
  [[nodiscard]] BytesView unframe(BytesView stream) const;
  void check_every_cut(BytesView packet) const;

  TransportKind kind_;
  test::ScriptedRandom random_;
  std::unique_ptr<Transport> transport_;
  struct Obfuscation;
  std::shared_ptr<Obfuscation> obfuscation_;
  std::uint32_t packets_to_client_ = 0;
  std::uint32_t packets_to_server_ = 0;
};

}  // namespace strata::mtproto::session_test
