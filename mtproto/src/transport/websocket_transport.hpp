// WebSocket frames, over another transport.
#pragma once

#include "transport/websocket_frame.hpp"

#include "strata/mtproto/transport.hpp"

#include <array>
#include <chrono>
#include <memory>
#include <optional>

namespace strata::mtproto {

/// Carries the stream of `inner` in binary frames, whose borders and those of messages mean
/// nothing. Headers and control frames are taken out where the bytes arrive; a packet is masked in
/// place. Spec: RFC 6455; core.telegram.org/mtproto/transports#websocket (C-19, H-16)
class WebSocketTransport final : public Transport {
 public:
  /// `random` gives the masks.
  WebSocketTransport(std::unique_ptr<Transport> inner, crypto::RandomSource& random)
      : inner_(std::move(inner)), random_(random) {}

  TransportTraits traits() const noexcept override { return inner_->traits(); }
  Status wrap(Buffer& packet, bool request_quick_ack) override;
  MutableBytes prepare(std::size_t at_least) override;
  void commit(std::size_t read) override;
  Result<std::optional<TransportEvent>> next() override;
  bool inside_frame() const noexcept override;
  bool take_reply(Now now, Buffer& out) override;
  void begin_close() override;

 private:
  struct Control {
    std::array<std::uint8_t, max_control_data> data{};
    std::size_t size = 0;
    [[nodiscard]] BytesView view() const noexcept { return BytesView(data).first(size); }
  };

  void take_header_byte(std::uint8_t byte);
  void on_header(BytesView header);
  void on_control();
  void refuse(std::string what);
  [[nodiscard]] bool may_answer(Now now);
  void write_control(Buffer& out, WebSocketOpcode opcode, BytesView data);

  std::unique_ptr<Transport> inner_;
  crypto::RandomSource& random_;
  MutableBytes space_;  // what the last prepare() returned
  std::array<std::uint8_t, max_websocket_header> header_{};
  std::size_t header_fill_ = 0;
  WebSocketOpcode opcode_ = WebSocketOpcode::binary;  // of the frame under way
  std::uint64_t left_ = 0;                            // bytes of it that have not come
  Control control_;                                   // the control frame under way
  bool is_message_open_ = false;
  int empty_frames_ = 0;
  std::optional<Control> ping_;  // the last one, while it is not answered
  std::chrono::nanoseconds pongs_since_{};
  int pongs_ = 0;
  enum class Farewell { none, due, said } farewell_ = Farewell::none;
  std::optional<Error> failure_;
};

}  // namespace strata::mtproto
