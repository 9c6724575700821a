// Obfuscated2: a stream cipher over another transport.
#include "transport/obfuscated_transport.hpp"

#include <algorithm>
#include <utility>

namespace strata::mtproto {

ObfuscatedTransport::ObfuscatedTransport(std::unique_ptr<Transport> inner, Obfuscation obfuscation)
    : inner_(std::move(inner)), obfuscation_(std::move(obfuscation)) {}

TransportTraits ObfuscatedTransport::traits() const noexcept {
  TransportTraits traits = inner_->traits();
  traits.obfuscated = true;
  return traits;
}

Status ObfuscatedTransport::wrap(Buffer& packet, bool request_quick_ack) {
  if (Status framed = inner_->wrap(packet, request_quick_ack); !framed) return framed;
  obfuscation_.send.apply(packet.bytes());
  if (std::exchange(opening_due_, false)) {
    std::ranges::copy(obfuscation_.opening, packet.prepend(obfuscation_.opening.size()).begin());
  }
  return {};
}

MutableBytes ObfuscatedTransport::prepare(std::size_t at_least) {
  space_ = inner_->prepare(at_least);
  return space_;
}

// The key stream advances by what was read, not by the space that was offered: peers that confused
// the two never recovered (C-09).
void ObfuscatedTransport::commit(std::size_t read) {
  const std::size_t count = std::min(read, space_.size());
  obfuscation_.receive.apply(space_.first(count));
  space_ = space_.subspan(count);
  inner_->commit(count);
}

}  // namespace strata::mtproto
