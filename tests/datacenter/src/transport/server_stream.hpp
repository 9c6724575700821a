// The server's end of one byte stream: finds out the transport, gives packets, frames answers.
#pragma once

#include "transport/framing.hpp"
#include "transport/obfuscation.hpp"

#include <vector>

namespace strata::datacenter {

/// Any split of the incoming bytes gives the same packets.
class ServerStream {
 public:
  /// `secrets`: those of obfuscated connections, as MTProxy clients use them; 16 bytes each.
  ServerStream(Random& random, std::vector<Bytes> secrets)
      : random_(random), secrets_(std::move(secrets)) {}

  void receive(BytesView bytes);
  /// The next complete packet, nothing, or the error that ends the stream.
  [[nodiscard]] Result<std::optional<ClientPacket>> next();

  void send(BytesView payload);
  void send_error(std::int32_t code);
  void send_quick_ack(std::uint32_t token);
  /// What is to be written to the socket, taken away.
  [[nodiscard]] Bytes take_output() noexcept { return std::exchange(output_, Bytes()); }

  /// Empty until enough bytes have come, then as `obfuscated abridged`.
  [[nodiscard]] const std::string& transport_name() const noexcept { return name_; }

 private:
  [[nodiscard]] Status detect();
  [[nodiscard]] Status start_obfuscated();
  void start(TransportKind kind, std::size_t tag_size);
  /// Obfuscates what was appended to the output since it had this size.
  void obfuscate_from(std::size_t size);

  Random& random_;
  std::vector<Bytes> secrets_;
  ByteQueue input_;
  Bytes output_;
  std::unique_ptr<Framing> framing_;
  std::optional<Obfuscation> obfuscation_;
  std::string name_;
};

}  // namespace strata::datacenter
