// Obfuscated2: a stream cipher over another transport, so that the bytes look random.
#pragma once

#include "transport/obfuscation.hpp"

#include "strata/mtproto/transport.hpp"

#include <memory>

namespace strata::mtproto {

/// Wraps a transport that sends no opening of its own. Bytes are decrypted where the inner
/// transport receives them, so nothing is copied. It is camouflage: without a proxy secret whoever
/// records the connection can undo it.
class ObfuscatedTransport final : public Transport {
 public:
  ObfuscatedTransport(std::unique_ptr<Transport> inner, Obfuscation obfuscation);

  TransportTraits traits() const noexcept override;
  Status wrap(Buffer& packet, bool request_quick_ack) override;
  MutableBytes prepare(std::size_t at_least) override;
  void commit(std::size_t read) override;
  Result<std::optional<TransportEvent>> next() override { return inner_->next(); }
  bool inside_frame() const noexcept override { return inner_->inside_frame(); }

 private:
  std::unique_ptr<Transport> inner_;
  Obfuscation obfuscation_;
  MutableBytes space_;  // what the last prepare() returned
  bool opening_due_ = true;
};

}  // namespace strata::mtproto
