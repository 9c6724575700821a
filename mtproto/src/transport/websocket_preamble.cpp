// The upgrade of an HTTP connection to a WebSocket.
#include "transport/websocket_preamble.hpp"

#include "transport/base64.hpp"

#include "strata/crypto/digest.hpp"
#include "strata/crypto/random.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/limits.hpp"

#include <algorithm>

namespace strata::mtproto {
namespace {

constexpr int switching_protocols = 101;
constexpr std::string_view accept_suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

::tl::unexpected<Error> refuse(const std::string& why) {
  return fail(Errc::websocket_refused, "the server does not open a WebSocket: " + why);
}

}  // namespace

Bytes WebSocketPreamble::compose(Now) {
  const std::string key = to_base64(random_.array<16>());
  expected_accept_ = to_base64(crypto::sha1({as_bytes(key), as_bytes(accept_suffix)}));
  const std::string request = "GET " + path_ + " HTTP/1.1\r\nHost: " + host_ +
                              "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                              "Sec-WebSocket-Key: " +
                              key +
                              "\r\nSec-WebSocket-Version: 13\r\n"
                              "Sec-WebSocket-Protocol: binary\r\n\r\n";
  const BytesView bytes = as_bytes(request);
  return Bytes(bytes.begin(), bytes.end());
}

Result<PreambleProgress> WebSocketPreamble::take(BytesView received) {
  // A head within the limit ends in these bytes or goes on; what lies behind it is not kept.
  const std::size_t kept = answer_.size();
  append(answer_, received.first(std::min(received.size(), limits::max_http_head - kept)));
  const Result<std::optional<HttpHead>> head = parse_http_head(answer_, searched_);
  if (!head) return fail(head.error());
  if (!*head) return PreambleProgress{received.size(), false};
  if (Status valid = check(**head); !valid) return fail(std::move(valid).error());
  return PreambleProgress{(*head)->size - kept, true};
}

Status WebSocketPreamble::check(const HttpHead& head) const {
  if (head.status != switching_protocols) return refuse("status " + std::to_string(head.status));
  const auto is_only = [&head](std::string_view name, std::string_view value) {
    return head.count(name) == 1 && head.find(name) == value;
  };
  if (head.count("Upgrade") != 1 || !equals_ignoring_case(*head.find("Upgrade"), "websocket") ||
      !head.lists("Connection", "Upgrade")) {
    return refuse("it switches to another protocol");
  }
  if (!is_only("Sec-WebSocket-Accept", expected_accept_)) {
    return refuse("its answer belongs to another request");
  }
  if (!is_only("Sec-WebSocket-Protocol", "binary")) return refuse("not with binary messages");
  if (head.count("Sec-WebSocket-Extensions") > 0) return refuse("it wants an extension");
  return {};
}

Error WebSocketPreamble::ended_early() const {
  return Error(Errc::websocket_refused,
               "the server closed the connection instead of opening a WebSocket");
}

}  // namespace strata::mtproto
