// A transport made of one framing: its receive buffer, the opening bytes, the limits on packets.
#pragma once

#include "transport/framing.hpp"
#include "transport/receive_buffer.hpp"

#include "strata/mtproto/transport.hpp"

#include <memory>

namespace strata::mtproto {

/// Whether the framing's opening goes out before the first packet, or another layer tells the
/// server what follows.
enum class Opening { send, omit };

class FramedTransport final : public Transport {
 public:
  FramedTransport(std::unique_ptr<Framing> framing, Opening opening);

  TransportTraits traits() const noexcept override { return framing_->traits(); }
  Status wrap(Buffer& packet, bool request_quick_ack) override;
  MutableBytes prepare(std::size_t at_least) override;
  void commit(std::size_t read) override { buffer_.commit(read); }
  Result<std::optional<TransportEvent>> next() override;
  bool inside_frame() const noexcept override { return !buffer_.unread().empty(); }

 private:
  std::unique_ptr<Framing> framing_;
  ReceiveBuffer buffer_;
  std::size_t expected_ = 0;  // size of the frame under way, as far as it is known
  bool opening_due_;
};

}  // namespace strata::mtproto
