// WebSocket frames, over another transport.
#pragma once

#include "transport/envelope_transport.hpp"
#include "transport/websocket_frame.hpp"

#include <array>
#include <chrono>
#include <memory>
#include <optional>

namespace strata::mtproto {

/// Carries the stream of `inner` in binary frames; the borders of messages mean nothing either. A
/// packet is masked in place. Spec: RFC 6455; core.telegram.org/mtproto/transports#websocket (C-19,
/// H-16)
class WebSocketTransport final : public EnvelopeTransport {
 public:
  /// `random` gives the masks.
  WebSocketTransport(std::unique_ptr<Transport> inner, crypto::RandomSource& random)
      : EnvelopeTransport(std::move(inner)), random_(random) {}

  Status wrap(Buffer& packet, bool request_quick_ack) override;
  Result<std::optional<TransportEvent>> next() override;
  bool take_reply(Now now, Buffer& out) override;
  void begin_close() override;

 private:
  struct Control {
    std::array<std::uint8_t, max_control_data> data{};
    std::size_t size = 0;
    [[nodiscard]] BytesView view() const noexcept { return BytesView(data).first(size); }
  };

  std::size_t header_size(BytesView so_far) override;
  void on_header(BytesView header) override;
  void on_control(BytesView piece, bool is_last) override;
  void end_control();
  [[nodiscard]] bool may_answer(Now now);
  void write_control(Buffer& out, WebSocketOpcode opcode, BytesView data);

  crypto::RandomSource& random_;
  WebSocketOpcode opcode_ = WebSocketOpcode::binary;  // of the frame under way
  Control control_;                                   // the control frame under way
  bool is_message_open_ = false;
  std::optional<Control> ping_;  // the last one, while it is not answered
  std::chrono::nanoseconds pongs_since_{};
  int pongs_ = 0;
  enum class Farewell { none, due, said } farewell_ = Farewell::none;
};

}  // namespace strata::mtproto
