// Transports with a preamble in the client: MTProxies of each kind, and WebSocket.
#include "client/e2e/fixture.hpp"
#include "client/e2e/front.hpp"
#include "mtproto/transport/fake_tls_server.hpp"
#include "mtproto/transport/websocket_server.hpp"

#include "strata/client/as_result.hpp"
#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/transport.hpp"
#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/functions/help/get_nearest_dc.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <optional>
#include <string>

namespace strata {
namespace {

using namespace std::string_literals;
using mtproto::transport_test::FakeTlsServer;
using testing_support::EndToEnd;
using testing_support::Front;
using testing_support::tick;
using tl::functions::help::GetConfig;
using tl::functions::help::GetNearestDc;

const Bytes secret = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
const std::string secret_hex = "000102030405060708090a0b0c0d0e0f";

void append(Bytes& out, BytesView more) { out.insert(out.end(), more.begin(), more.end()); }

/// The proxy's half of fake TLS over obfuscated2, which the data centre speaks itself.
class FakeTlsDialect {
 public:
  explicit FakeTlsDialect(Bytes key, bool forge) : server_(key), forge_(forge) {}

  Bytes to_server(BytesView bytes, Bytes& reply) {
    append(buffer_, bytes);
    Bytes data;
    while (buffer_.size() >= 5) {
      const std::size_t size = 5U + (std::size_t{buffer_[3]} << 8U | buffer_[4]);
      if (buffer_.size() < size) break;
      take(BytesView(buffer_).first(size), data, reply);
      buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(size));
    }
    return data;
  }

  static Bytes to_client(BytesView bytes) {
    return mtproto::transport_test::tls_record(0x17, bytes);
  }

 private:
  void take(BytesView record, Bytes& data, Bytes& reply) {
    if (record[0] == 0x16) {
      const auto now = static_cast<std::uint32_t>(std::time(nullptr));
      const auto hello = server_.accept(record, now);
      ASSERT_TRUE(hello);
      EXPECT_EQ(hello->domain, "cloud.example");
      reply = server_.answer(hello->random);
      if (forge_) reply[20] ^= 1U;
    } else if (record[0] == 0x17) {
      append(data, record.subspan(5));
    }
  }

  FakeTlsServer server_;
  bool forge_;
  Bytes buffer_;
};

/// A server's half of WebSocket.
class WebSocketDialect {
 public:
  explicit WebSocketDialect(std::string& request, int& pongs) : request_(request), pongs_(pongs) {}

  Bytes to_server(BytesView bytes, Bytes& reply) {
    append(buffer_, bytes);
    if (!upgraded_) upgrade(reply);
    Bytes data;
    while (upgraded_ && take_frame(data)) {
    }
    return data;
  }

  Bytes to_client(BytesView bytes) {
    Bytes frames;
    if (!std::exchange(pinged_, true)) {
      frames = mtproto::transport_test::server_frame(0x89, as_bytes("are you there"));
    }
    append(frames, mtproto::transport_test::server_frame(0x82, bytes));
    return frames;
  }

 private:
  static BytesView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
  }

  void upgrade(Bytes& reply) {
    const std::string seen(buffer_.begin(), buffer_.end());
    const std::size_t end = seen.find("\r\n\r\n");
    if (end == std::string::npos) return;
    request_ = seen.substr(0, end + 2);
    const std::string field = "Sec-WebSocket-Key: ";
    const std::size_t at = request_.find(field) + field.size();
    const std::string key = request_.substr(at, request_.find("\r\n", at) - at) +
                            "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<std::uint8_t, SHA_DIGEST_LENGTH> digest{};
    SHA1(as_bytes(key).data(), key.size(), digest.data());
    std::array<std::uint8_t, 32> accept{};
    const int size = EVP_EncodeBlock(accept.data(), digest.data(), SHA_DIGEST_LENGTH);
    append(reply, as_bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                           "Connection: Upgrade\r\nSec-WebSocket-Protocol: binary\r\n"
                           "Sec-WebSocket-Accept: "));
    append(reply, BytesView(accept).first(static_cast<std::size_t>(size)));
    append(reply, as_bytes("\r\n\r\n"));
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(end + 4));
    upgraded_ = true;
  }

  /// One whole frame of the client's, if there is one.
  bool take_frame(Bytes& data) {
    if (buffer_.size() < 2) return false;
    std::size_t size = buffer_[1] & 0x7fU;
    std::size_t head = 6;
    if (size >= 126) {
      const std::size_t width = size == 126 ? 2 : 8;
      if (buffer_.size() < 2 + width) return false;
      size = 0;
      for (std::size_t i = 0; i < width; ++i) size = size << 8U | buffer_[2 + i];
      head += width;
    }
    if (buffer_.size() < head + size) return false;
    const BytesView whole = BytesView(buffer_).first(head + size);
    for (const auto& frame : mtproto::transport_test::read_client_frames(whole)) {
      if (frame.first_byte == 0x82) append(data, frame.data);
      if (frame.first_byte == 0x8a) ++pongs_;
    }
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(whole.size()));
    return true;
  }

  std::string& request_;
  int& pongs_;
  Bytes buffer_;
  bool upgraded_ = false;
  bool pinged_ = false;
};

template <class State>
Front::Dialect dialect(std::shared_ptr<State> state) {
  return {[state](BytesView bytes, Bytes& reply) { return state->to_server(bytes, reply); },
          [state](BytesView bytes) { return state->to_client(bytes); }};
}

datacenter::BackgroundOptions behind_a_proxy() {
  datacenter::BackgroundOptions options;
  options.data_center.engine.proxy_secrets.push_back(secret);
  return options;
}

class PreambleTest : public EndToEnd {
 protected:
  PreambleTest() : EndToEnd(behind_a_proxy()) {}

  [[nodiscard]] static std::string link(std::uint16_t port, const std::string& text) {
    return "tg://proxy?server=127.0.0.1&port=" + std::to_string(port) + "&secret=" + text;
  }

  [[nodiscard]] static std::string fake_tls_secret() {
    std::string text = "ee" + secret_hex;
    for (const char c : "cloud.example"s) {
      constexpr const char* digits = "0123456789abcdef";
      text += {digits[static_cast<unsigned char>(c) >> 4U], digits[c & 15]};
    }
    return text;
  }

  void fake_tls_front(bool forge = false) {
    front_.emplace(context_, server_->port(),
                   [forge] { return dialect(std::make_shared<FakeTlsDialect>(secret, forge)); });
  }

  static asio::awaitable<void> ask_twice(ClientBuilder settings) {
    Client client = co_await settings.connect();
    co_await client.invoke(GetConfig{});
    co_await client.invoke(GetNearestDc{});
    co_await client.disconnect();
  }

  std::optional<Front> front_;
};

TEST_F(PreambleTest, PlainAndPaddedProxies_DecideAboutTheTransport_C11) {
  for (const std::string& kind : {""s, "dd"s}) {
    ClientBuilder settings = builder();
    settings.mtproxy(link(server_->port(), kind + secret_hex));
    run_here(ask_twice(settings));
  }
  EXPECT_EQ(counters().transports.at("obfuscated abridged"), 1U);
  EXPECT_EQ(counters().transports.at("obfuscated padded"), 1U);
}

TEST_F(PreambleTest, FakeTlsProxy_CarriesTheClient_C15_C16) {
  fake_tls_front();
  ClientBuilder settings = builder();
  settings.mtproxy(link(front_->port(), fake_tls_secret()));
  run_here(ask_twice(settings));
  EXPECT_EQ(front_->connections(), 1);
  EXPECT_EQ(counters().transports.at("obfuscated padded"), 1U);
}

TEST_F(PreambleTest, ForgedAnswer_EndsTheConnectionAndNothingIsSent_C15) {
  fake_tls_front(true);
  const auto refused = [this]() -> asio::awaitable<void> {
    ClientBuilder settings = builder();
    settings.mtproxy(link(front_->port(), fake_tls_secret()));
    const auto outcome = co_await as_result(settings.connect());
    EXPECT_EQ(outcome.error().code(), mtproto::Errc::proxy_handshake_failed);
  };
  run_here(refused());
  EXPECT_EQ(counters().packets_received, 0U);
  EXPECT_EQ(counters().bytes_received, 0U);
}

TEST_F(PreambleTest, BadProxyLink_IsRefusedByTheBuilder_C12) {
  ClientBuilder settings = builder();
  EXPECT_THROW(settings.mtproxy("tg://proxy?server=a&port=0&secret=" + secret_hex), Error);
  EXPECT_THROW(settings.mtproxy("https://example.com/"), Error);
}

TEST_F(PreambleTest, WebSocket_CarriesTheClientAndAnswersPings_C19) {
  std::string request;
  int pongs = 0;
  front_.emplace(context_, server_->port(),
                 [&] { return dialect(std::make_shared<WebSocketDialect>(request, pongs)); });
  const auto asks = [this](int& answered) -> asio::awaitable<void> {
    ClientBuilder settings = builder();
    settings.dc_addr(front_->address()).transport(mtproto::TransportKind::websocket);
    Client client = co_await settings.connect();
    co_await client.invoke(GetConfig{});
    while (answered == 0) co_await tick();
    co_await client.invoke(GetNearestDc{});
    co_await client.disconnect();
  };
  run_here(asks(pongs));
  EXPECT_TRUE(request.starts_with("GET /apiws HTTP/1.1\r\n")) << request;
  EXPECT_NE(request.find("Host: " + front_->address() + "\r\n"), std::string::npos) << request;
  EXPECT_EQ(counters().transports.at("obfuscated intermediate"), 1U);
}

}  // namespace
}  // namespace strata
