// A consumer of mtproto: the first packet of a key exchange, wrapped for the network.
#include <strata/crypto/random.hpp>
#include <strata/mtproto/handshake.hpp>
#include <strata/mtproto/transport.hpp>
#include <variant>

int main() {
  namespace crypto = strata::crypto;
  namespace mtproto = strata::mtproto;
  crypto::RandomSource& random = crypto::system_random();
  const auto transport =
      mtproto::make_transport(mtproto::TransportKind::obfuscated_padded, random, {.dc = 2});
  mtproto::HandshakeOptions options;
  options.keys = crypto::ServerKeys::production();
  options.dc = 2;
  mtproto::Handshake handshake(options, random);
  mtproto::HandshakeAction action = handshake.start({});
  auto* send = std::get_if<mtproto::SendPacket>(&action);
  if (!transport || send == nullptr || !(*transport)->wrap(send->packet, false)) return 1;
  return send->packet.size() >= 64 + 4 + 40 ? 0 : 1;
}
