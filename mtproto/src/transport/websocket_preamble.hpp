// The upgrade of an HTTP connection to a WebSocket.
#pragma once

#include "transport/http_head.hpp"

#include "strata/mtproto/preamble.hpp"

#include <string>
#include <string_view>

namespace strata::mtproto {

/// Asks for the subprotocol `binary` and for no extension, and accepts nothing else.
/// Spec: RFC 6455 section 4.1; our rules C-19, H-16
class WebSocketPreamble final : public Preamble {
 public:
  /// `host` and `path` are valid (host_name.hpp).
  WebSocketPreamble(std::string_view host, std::string_view path, crypto::RandomSource& random)
      : host_(host), path_(path), random_(random) {}

 protected:
  Bytes compose(Now now) override;
  Result<PreambleProgress> take(BytesView received) override;
  Error ended_early() const override;

 private:
  [[nodiscard]] Status check(const HttpHead& head) const;

  std::string host_;
  std::string path_;
  crypto::RandomSource& random_;
  std::string expected_accept_;
  Bytes answer_;
  std::size_t searched_ = 0;
};

}  // namespace strata::mtproto
