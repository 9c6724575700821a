// A transport made of one framing.
#include "transport/framed_transport.hpp"

#include "transport/payload.hpp"

#include <algorithm>
#include <utility>

namespace strata::mtproto {

FramedTransport::FramedTransport(std::unique_ptr<Framing> framing, Opening opening)
    : framing_(std::move(framing)),
      opening_due_(opening == Opening::send && !framing_->opening().empty()) {}

Status FramedTransport::wrap(Buffer& packet, bool request_quick_ack) {
  if (Status valid = check_packet_size(packet.size()); !valid) return valid;
  framing_->frame(packet, request_quick_ack);
  if (std::exchange(opening_due_, false)) {
    const BytesView opening = framing_->opening();
    std::ranges::copy(opening, packet.prepend(opening.size()).begin());
  }
  return {};
}

MutableBytes FramedTransport::prepare(std::size_t at_least) {
  return buffer_.prepare(at_least, expected_);
}

// Spec: our rule H-14: what comes out does not depend on how the bytes were cut.
Result<std::optional<TransportEvent>> FramedTransport::next() {
  const MutableBytes unread = buffer_.unread();
  if (unread.empty()) return std::nullopt;
  Result<Frame> frame = framing_->scan(unread);
  if (!frame) return fail(std::move(frame).error());
  if (!frame->event) {
    expected_ = frame->size;
    return std::nullopt;
  }
  buffer_.consume(frame->size);
  expected_ = 0;
  return frame->event;
}

}  // namespace strata::mtproto
