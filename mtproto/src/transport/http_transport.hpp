// HTTP: each packet is the body of a request, each answer the body of a response.
#pragma once

#include "transport/http_head.hpp"
#include "transport/receive_buffer.hpp"

#include "strata/mtproto/transport.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace strata::mtproto {

/// One request is under way at a time, on a connection that is kept. A status of 300 or more is a
/// TransportError with the negative status, after which the connection ends; so it does after a
/// response that announces it.
/// Spec: core.telegram.org/mtproto/transports#http (C-20, H-15)
class HttpTransport final : public Transport {
 public:
  /// `host` and `path` are valid (host_name.hpp).
  HttpTransport(std::string_view host, std::string_view path, std::size_t max_frame);

  TransportTraits traits() const noexcept override {
    return {.quick_acks = false, .answers_only = true};
  }
  Status wrap(Buffer& packet, bool request_quick_ack) override;
  MutableBytes prepare(std::size_t at_least) override;
  void commit(std::size_t read) override { buffer_.commit(read); }
  Result<std::optional<TransportEvent>> next() override;
  bool inside_frame() const noexcept override { return !buffer_.unread().empty(); }

 private:
  /// What is known of the response under way once its head is there.
  struct Response {
    int status = 0;
    std::size_t head_size = 0;
    std::size_t body_size = 0;
    bool is_last = false;
  };

  [[nodiscard]] Result<Response> judge(const HttpHead& head) const;
  [[nodiscard]] TransportEvent finish(const Response& response);

  std::string request_;  // the head of every request, up to the length of its body
  std::size_t max_frame_;
  ReceiveBuffer buffer_;
  std::size_t searched_ = 0;
  std::optional<Response> response_;
  bool is_asked_ = false;
  bool is_over_ = false;
};

}  // namespace strata::mtproto
