// Fuzzer of the key exchange's envelope: whatever arrives, the body lies inside the packet.
#include "handshake/plain_message.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace strata;
  const BytesView packet(data, size);
  const Result<mtproto::PlainMessage> message = mtproto::parse_plain_message(packet);
  if (!message || message->body.empty()) return 0;
  if (message->body.data() != data + mtproto::plain_header_size) std::abort();
  if (message->body.data() + message->body.size() > data + size) std::abort();

  // What was read can be written again.
  Buffer packed(Buffer::default_headroom);
  packed.append(message->body);
  mtproto::wrap_plain_message(packed, message->msg_id);
  const auto again = mtproto::parse_plain_message(packed.bytes());
  if (!again || again->msg_id != message->msg_id) std::abort();
  if (!std::equal(again->body.begin(), again->body.end(), message->body.begin(),
                  message->body.end())) {
    std::abort();
  }
  return 0;
}
