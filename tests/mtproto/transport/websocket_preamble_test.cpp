// The opening of a WebSocket: the request, and responses good and wrong.
#include "mtproto/transport/stream.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/preamble.hpp"
#include "strata/mtproto/web_address.hpp"

namespace strata::mtproto::transport_test {
namespace {

using namespace std::chrono_literals;

// The nonce of RFC 6455 section 1.3, and what belongs to it.
constexpr std::string_view nonce = "the sample nonce";
constexpr std::string_view key = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view accept_value = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

struct Fields {
  std::string status = "101 Switching Protocols";
  std::string upgrade = "Upgrade: websocket\r\n";
  std::string connection = "Connection: Upgrade\r\n";
  std::string accept = "Sec-WebSocket-Accept: " + std::string(accept_value) + "\r\n";
  std::string protocol = "Sec-WebSocket-Protocol: binary\r\n";
  std::string more = {};

  [[nodiscard]] std::string text() const {
    return "HTTP/1.1 " + status + "\r\n" + upgrade + connection + accept + protocol + more + "\r\n";
  }
};

class WebSocketOpening : public testing::Test {
 protected:
  std::string start() {
    random_ = std::make_unique<ScriptedRandom>(as_bytes(nonce));
    TransportOptions options;
    options.host = "venus.web.telegram.org";
    auto made = make_preamble(TransportKind::websocket, *random_, options);
    EXPECT_TRUE(made.has_value());
    preamble_ = std::move(made).value();
    const Bytes request = preamble_->start({.monotonic = 5s}).value();
    return std::string(as_text(request));
  }

  std::string feed(std::string_view text, const Split& split = whole()) {
    (void)start();
    for (BytesView rest = as_bytes(text); !rest.empty();) {
      const BytesView piece = rest.first(split(rest.size()));
      rest = rest.subspan(piece.size());
      const auto progress = preamble_->on_bytes(piece);
      if (!progress) return progress.error().code() == Errc::websocket_refused ? "refused" : "bad";
      if (progress->is_done)
        return "done " + std::to_string(piece.size() - progress->used + rest.size());
    }
    return "waits";
  }
  std::string feed(const Fields& fields) { return feed(fields.text()); }

  std::unique_ptr<ScriptedRandom> random_;
  std::unique_ptr<Preamble> preamble_;
};

TEST_F(WebSocketOpening, Request_C19) {
  EXPECT_EQ(start(),
            "GET /apiws HTTP/1.1\r\nHost: venus.web.telegram.org\r\nUpgrade: "
            "websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: " +
                std::string(key) +
                "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: binary\r\n\r\n");
}

TEST_F(WebSocketOpening, EveryCut_GivesTheSame_M12) {
  const std::string text = Fields().text() + "\x82\x05";
  EXPECT_EQ(feed(text), "done 2") << "frames behind the head are left for the transport";
  EXPECT_EQ(feed(text, pieces_of(1)), "done 2");
  for (std::size_t border = 1; border < text.size(); ++border)
    ASSERT_EQ(feed(text, cut_at(border)), "done 2");
  for (std::size_t size = 0; size < text.size() - 2; ++size)
    ASSERT_EQ(feed(text.substr(0, size)), "waits");
}

TEST_F(WebSocketOpening, WordsInAnyCase) {
  Fields fields;
  fields.upgrade = "upgrade: WebSocket\r\n";
  fields.connection = "CONNECTION: keep-alive, upgrade\r\n";
  EXPECT_EQ(feed(fields), "done 0");
}

TEST_F(WebSocketOpening, WrongAccept_IsRefused_N116) {
  for (const std::string value : {"", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo",
                                  "S3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="}) {
    Fields fields;
    fields.accept = "Sec-WebSocket-Accept: " + value + "\r\n";
    EXPECT_EQ(feed(fields), "refused") << value;
  }
  Fields none;
  none.accept.clear();
  EXPECT_EQ(feed(none), "refused");
  Fields twice;
  twice.more = twice.accept;
  EXPECT_EQ(feed(twice), "refused");
}

TEST_F(WebSocketOpening, NoOrOtherSubprotocol_IsRefused_N116) {
  for (const std::string line :
       {"", "Sec-WebSocket-Protocol: text\r\n", "Sec-WebSocket-Protocol: binary, text\r\n"}) {
    Fields fields;
    fields.protocol = line;
    EXPECT_EQ(feed(fields), "refused") << line;
  }
}

TEST_F(WebSocketOpening, ExtensionNobodyAskedFor_IsRefused_H16) {
  Fields fields;
  fields.more = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
  EXPECT_EQ(feed(fields), "refused");
}

TEST_F(WebSocketOpening, OtherSwitchOrStatus_IsRefused) {
  Fields other;
  other.upgrade = "Upgrade: h2c\r\n";
  EXPECT_EQ(feed(other), "refused");
  Fields stays;
  stays.connection = "Connection: keep-alive\r\n";
  EXPECT_EQ(feed(stays), "refused");
  for (const std::string status : {"200 OK", "302 Found", "403 Forbidden", "500 x"}) {
    Fields fields;
    fields.status = status;
    EXPECT_EQ(feed(fields), "refused") << status;
  }
}

TEST_F(WebSocketOpening, NoHttpOrTooLong_IsRefused_H16) {
  EXPECT_EQ(feed("SSH-2.0-OpenSSH\r\n"), "bad");
  EXPECT_EQ(feed("HTTP/1.1 101 x\r\nX: " + std::string(20'000, 'x')), "bad");
  EXPECT_EQ(feed("HTTP/1.1 101 x\r\nX: " + std::string(20'000, 'x'), pieces_of(1000)), "bad");
}

TEST_F(WebSocketOpening, EndAndDeadline) {
  (void)start();
  EXPECT_EQ(preamble_->deadline(), 15s);
  EXPECT_EQ(preamble_->on_end().code(), Errc::websocket_refused);
  (void)start();
  EXPECT_EQ(preamble_->on_deadline({.monotonic = 15s}).error().code(), Errc::preamble_timeout);
}

TEST(WebAddress, HostsOfTheDataCentres_C19) {
  EXPECT_EQ(websocket_host(1), "pluto.web.telegram.org");
  EXPECT_EQ(websocket_host(2), "venus.web.telegram.org");
  EXPECT_EQ(websocket_host(3), "aurora.web.telegram.org");
  EXPECT_EQ(websocket_host(4), "vesta.web.telegram.org");
  EXPECT_EQ(websocket_host(5), "flora.web.telegram.org");
  EXPECT_EQ(websocket_host(0), std::nullopt);
  EXPECT_EQ(websocket_host(6), std::nullopt);
  EXPECT_EQ(websocket_host(-2), std::nullopt);
  EXPECT_EQ(websocket_path(false), "/apiws");
  EXPECT_EQ(websocket_path(true), "/apiws_test");
}

}  // namespace
}  // namespace strata::mtproto::transport_test
