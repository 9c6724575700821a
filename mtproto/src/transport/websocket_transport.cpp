// WebSocket frames.
#include "transport/websocket_transport.hpp"

#include "strata/crypto/random.hpp"
#include "strata/mtproto/errors.hpp"

#include <algorithm>
#include <cstring>
#include <string>

namespace strata::mtproto {

Status WebSocketTransport::wrap(Buffer& packet, bool request_quick_ack) {
  if (Status framed = inner_->wrap(packet, request_quick_ack); !framed) return framed;
  frame_as_client(packet, WebSocketOpcode::binary, random_.array<4>());
  return {};
}

MutableBytes WebSocketTransport::prepare(std::size_t at_least) {
  space_ = inner_->prepare(at_least);
  return space_;
}

void WebSocketTransport::commit(std::size_t read) {
  MutableBytes raw = space_.first(std::min(read, space_.size()));
  std::uint8_t* const start = raw.data();
  std::size_t kept = 0;
  space_ = {};
  while (!raw.empty() && !failure_) {
    if (left_ == 0) {
      take_header_byte(raw.front());
      raw = raw.subspan(1);
      continue;
    }
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, raw.size()));
    left_ -= count;
    if (is_control(opcode_)) {
      std::copy_n(raw.begin(), count, control_.data.begin() + control_.size);
      control_.size += count;
      if (left_ == 0) on_control();
    } else {
      std::memmove(start + kept, raw.data(), count);
      kept += count;
    }
    raw = raw.subspan(count);
  }
  inner_->commit(kept);
}

void WebSocketTransport::take_header_byte(std::uint8_t byte) {
  header_[header_fill_++] = byte;
  if (header_fill_ < min_websocket_header) return;
  const std::size_t size = websocket_header_size(header_.data());
  if (header_fill_ == min_websocket_header && size > min_websocket_header) {
    // What is wrong already need not wait for the rest of the length.
    const Result<WebSocketHeader> start = parse_websocket_header(BytesView(header_).first(2));
    if (!start) failure_ = start.error();
  }
  if (header_fill_ < size || failure_) return;
  header_fill_ = 0;
  on_header(BytesView(header_).first(size));
}

void WebSocketTransport::on_header(BytesView bytes) {
  const Result<WebSocketHeader> header = parse_websocket_header(bytes);
  if (!header) {
    failure_ = header.error();
    return;
  }
  opcode_ = header->opcode;
  left_ = header->length;
  if (is_control(opcode_)) {
    control_.size = 0;
    if (left_ == 0) on_control();
    return;
  }
  // A message goes on with continuations and with nothing else.
  if (is_message_open_ != (opcode_ == WebSocketOpcode::continuation)) {
    return refuse("a frame that does not continue the message under way");
  }
  is_message_open_ = !header->is_final;
  empty_frames_ = left_ > 0 ? 0 : empty_frames_ + 1;
  if (empty_frames_ > limits::max_empty_records) {
    failure_.emplace(Errc::frame_flood, "the server sends WebSocket frames without data");
  }
}

void WebSocketTransport::on_control() {
  if (opcode_ == WebSocketOpcode::ping) ping_ = control_;
  if (opcode_ != WebSocketOpcode::close) return;
  if (control_.size == 1) return refuse("a close frame with half a code");
  failure_.emplace(Errc::peer_closes, "the server closes the WebSocket");
}

void WebSocketTransport::refuse(std::string what) {
  failure_.emplace(Errc::bad_websocket_frame, "the server sends " + std::move(what));
}

// What arrived before the fault comes out before the fault is told, however the bytes were cut.
Result<std::optional<TransportEvent>> WebSocketTransport::next() {
  Result<std::optional<TransportEvent>> event = inner_->next();
  if (event && (*event || !failure_)) return event;
  if (farewell_ == Farewell::none) farewell_ = Farewell::due;
  return event ? fail(*failure_) : std::move(event);
}

bool WebSocketTransport::inside_frame() const noexcept {
  return header_fill_ > 0 || left_ > 0 || inner_->inside_frame();
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
