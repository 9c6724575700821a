// What a frame's payload is: a packet, or a short frame that carries a code.
#include "transport/payload.hpp"

#include "strata/mtproto/errors.hpp"

#include <string>

namespace strata::mtproto {
namespace {

constexpr std::size_t code_size = 4;
// The shortest plain message: auth_key_id, msg_id, length. Encrypted ones are longer still.
constexpr std::size_t min_packet_size = 20;
// Codes follow HTTP; anything of another magnitude is no code.
constexpr std::int32_t min_code = -9999;
// Padded framings: a quick ack that came as a frame.
constexpr std::int32_t quick_ack_code = -1;

// A positive value is no error (peers had the sign inverted and reacted to the wrong ones, C-22).
TransportEvent classify_code(std::int32_t code) {
  if (code < 0 && code >= min_code) return TransportError{code};
  return UnknownFrame{code};
}

}  // namespace

TransportEvent classify_payload(MutableBytes payload) {
  if (payload.size() < code_size) return UnknownFrame{};
  if (payload.size() > code_size) return PacketReceived{payload};
  return classify_code(load_le<std::int32_t>(payload.data()));
}

TransportEvent classify_padded_payload(MutableBytes payload) {
  if (payload.size() >= min_packet_size) return PacketReceived{payload};
  const auto code = load_le<std::int32_t>(payload.data());
  if (code == quick_ack_code && payload.size() >= 2 * code_size) {
    return QuickAck{load_le<std::uint32_t>(payload.data() + code_size)};
  }
  return classify_code(code);
}

Status check_packet_size(std::size_t size) {
  if (size == 0 || size % 4 != 0) return fail(bad_frame_length(size));
  if (size <= limits::max_packet_sent) return {};
  return fail(Errc::packet_too_large, "a packet of " + std::to_string(size) +
                                          " bytes is over the limit of " +
                                          std::to_string(limits::max_packet_sent));
}

Error bad_frame_length(std::size_t length) {
  return Error(Errc::frame_length, "a frame cannot have the length " + std::to_string(length));
}

Error frame_too_large(std::size_t length, std::size_t max_frame) {
  return Error(Errc::frame_too_large, "a frame of " + std::to_string(length) +
                                          " bytes is over the limit of " +
                                          std::to_string(max_frame));
}

}  // namespace strata::mtproto
