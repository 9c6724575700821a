// WebSocket frames.
#include "transport/websocket_transport.hpp"

#include "strata/crypto/random.hpp"
#include "strata/mtproto/errors.hpp"

#include <algorithm>
#include <string>

namespace strata::mtproto {
namespace {

Error bad_frame(std::string_view what) {
  return Error(Errc::bad_websocket_frame, "the server sends " + std::string(what));
}

}  // namespace

Status WebSocketTransport::wrap(Buffer& packet, bool request_quick_ack) {
  if (Status framed = inner().wrap(packet, request_quick_ack); !framed) return framed;
  frame_as_client(packet, WebSocketOpcode::binary, random_.array<4>());
  return {};
}

std::size_t WebSocketTransport::header_size(BytesView so_far) {
  if (so_far.size() < min_websocket_header) return min_websocket_header;
  const std::size_t size = websocket_header_size(so_far.data());
  if (so_far.size() == min_websocket_header && size > min_websocket_header) {
    // What is wrong already need not wait for the rest of the length.
    const Result<WebSocketHeader> start = parse_websocket_header(so_far);
    if (!start) refuse(start.error());
  }
  return size;
}

void WebSocketTransport::on_header(BytesView bytes) {
  const Result<WebSocketHeader> header = parse_websocket_header(bytes);
  if (!header) return refuse(header.error());
  opcode_ = header->opcode;
  if (is_control(opcode_)) {
    control_.size = 0;
    return expect(Content::control, header->length);
  }
  // A message goes on with continuations and with nothing else.
  if (is_message_open_ != (opcode_ == WebSocketOpcode::continuation)) {
    return refuse(bad_frame("a frame that does not continue the message under way"));
  }
  is_message_open_ = !header->is_final;
  expect(Content::stream, header->length);
  count(header->length > 0, "the server sends WebSocket frames");
}

void WebSocketTransport::on_control(BytesView piece, bool is_last) {
  std::ranges::copy(piece, control_.data.begin() + control_.size);
  control_.size += piece.size();
  if (is_last) end_control();
}

void WebSocketTransport::end_control() {
  if (opcode_ == WebSocketOpcode::ping) ping_ = control_;
  if (opcode_ != WebSocketOpcode::close) return;
  if (control_.size == 1) return refuse(bad_frame("a close frame with half a code"));
  refuse(Error(Errc::peer_closes, "the server closes the WebSocket"));
}

Result<std::optional<TransportEvent>> WebSocketTransport::next() {
  Result<std::optional<TransportEvent>> event = EnvelopeTransport::next();
  if (!event && farewell_ == Farewell::none) farewell_ = Farewell::due;
  return event;
}

void WebSocketTransport::begin_close() {
  if (farewell_ == Farewell::none) farewell_ = Farewell::due;
}

// Several pings that came together are answered by one pong, which RFC 6455 allows.
bool WebSocketTransport::take_reply(Now now, Buffer& out) {
  constexpr std::array<std::uint8_t, 2> normal_closure{1000 >> 8U, 1000 & 0xffU};
  if (farewell_ == Farewell::due) {
    farewell_ = Farewell::said;
    write_control(out, WebSocketOpcode::close, normal_closure);
    return true;
  }
  if (!ping_ || farewell_ == Farewell::said) return false;
  const Control ping = *std::exchange(ping_, std::nullopt);
  if (!may_answer(now)) return false;
  write_control(out, WebSocketOpcode::pong, ping.view());
  return true;
}

bool WebSocketTransport::may_answer(Now now) {
  if (pongs_ == 0 || now.monotonic - pongs_since_ >= limits::websocket_pongs_time) {
    pongs_since_ = now.monotonic;
    pongs_ = 0;
  }
  return pongs_++ < limits::websocket_pongs;
}

void WebSocketTransport::write_control(Buffer& out, WebSocketOpcode opcode, BytesView data) {
  Buffer frame(Buffer::default_headroom);
  frame.append(data);
  frame_as_client(frame, opcode, random_.array<4>());
  out.append(std::as_const(frame).bytes());
}

}  // namespace strata::mtproto
