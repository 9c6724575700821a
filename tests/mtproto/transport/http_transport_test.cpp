// HTTP as a transport: requests as a server reads them, responses good and hostile.
#include "mtproto/transport/stream.hpp"

#include "strata/mtproto/errors.hpp"

namespace strata::mtproto::transport_test {
namespace {

using Seen = std::vector<std::string>;

const std::string closed = "CLOSE the server closes the connection";
const std::string bad = "CLOSE an HTTP response that cannot be used";

Bytes response(std::string_view head, BytesView body = {}) {
  Bytes all;
  append(all, as_bytes(head));
  append(all, as_bytes("\r\n\r\n"));
  append(all, body);
  return all;
}

Bytes answer(BytesView body) {
  return response("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()), body);
}

class Http : public testing::Test {
 protected:
  void SetUp() override { connect(); }

  void connect(std::string_view host = "149.154.167.51",
               std::size_t max_frame = limits::max_frame_received) {
    TransportOptions options;
    options.host = host;
    options.max_frame = max_frame;
    transport_ = make(TransportKind::http, random_, options);
  }

  // What becomes of this response to one request on a fresh connection.
  Seen ask(BytesView stream, const Split& split = whole()) {
    connect();
    (void)wrap(*transport_, sample_packet());
    return read_all(*transport_, stream, split);
  }
  Seen ask(std::string_view head, BytesView body = {}) { return ask(response(head, body)); }

  ScriptedRandom random_;
  std::unique_ptr<Transport> transport_;
};

TEST_F(Http, Request_IsAPostOfThePacket_C20) {
  const Bytes head = response(
      "POST /api HTTP/1.1\r\nHost: 149.154.167.51\r\nConnection: keep-alive\r\n"
      "Content-Type: application/octet-stream\r\nContent-Length: 40");
  EXPECT_EQ(wrap(*transport_, sample_packet()), concat({head, sample_packet()}));
  EXPECT_FALSE(transport_->traits().quick_acks);
  EXPECT_TRUE(transport_->traits().answers_only);
}

TEST_F(Http, HostAndPath_AreTheCallers) {
  TransportOptions options;
  options.host = "[::1]:8080";
  options.path = "/apiw1";
  transport_ = make(TransportKind::http, random_, options);
  const Bytes sent = wrap(*transport_, sample_packet());
  EXPECT_TRUE(as_text(sent).starts_with("POST /apiw1 HTTP/1.1\r\nHost: [::1]:8080\r\n"));
}

TEST_F(Http, NoHostOrOneWithLineBreaks_IsRefused) {
  const auto code = [this](std::string_view host, std::string_view path) {
    TransportOptions options;
    options.host = host;
    options.path = path;
    const auto made = make_transport(TransportKind::http, random_, options);
    return made ? std::error_code() : made.error().code();
  };
  EXPECT_EQ(code("a.b:443", "/x"), std::error_code());
  for (const std::string_view host :
       {"", "a b", "a\r\nX: y", "a.b:", "a.b:0", "a.b:65536", "[::1", "::1", "[x]", ":80"}) {
    EXPECT_EQ(code(host, ""), Errc::invalid_argument) << host;
  }
  for (const std::string_view path : {"api", "/a b", "/a\r\nX: y", "/\x7f"}) {
    EXPECT_EQ(code("a.b", path), Errc::invalid_argument) << path;
  }
}

TEST_F(Http, OneRequestAtATime) {
  (void)wrap(*transport_, sample_packet());
  Buffer second(Buffer::default_headroom);
  second.append(sample_packet());
  const Status status = transport_->wrap(second, false);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code(), Errc::request_under_way);
  EXPECT_EQ(to_hex(second.bytes()), to_hex(sample_packet()));
  const Bytes packet = pattern(72);
  EXPECT_EQ(read_all(*transport_, answer(packet)), Seen{describe(packet)});
  EXPECT_FALSE(wrap(*transport_, sample_packet()).empty());
  EXPECT_EQ(read_all(*transport_, answer(packet)), Seen{describe(packet)})
      << "the connection is kept";
}

TEST_F(Http, EveryCut_GivesTheSame_N095) {
  const Bytes packet = pattern(100);
  const Bytes stream = answer(packet);
  const Seen expected{describe(packet)};
  EXPECT_EQ(ask(stream), expected);
  EXPECT_EQ(ask(stream, pieces_of(1)), expected);
  for (std::size_t border = 1; border < stream.size(); ++border)
    ASSERT_EQ(ask(stream, cut_at(border)), expected);
  for (std::size_t end = 0; end < stream.size(); ++end) {
    ASSERT_EQ(ask(BytesView(stream).first(end)), Seen{}) << end;
    ASSERT_EQ(transport_->inside_frame(), end > 0);
  }
}

TEST_F(Http, BodyOfFourBytes_IsATransportError_C20) {
  EXPECT_EQ(ask(answer(hex("6cfeffff"))), Seen{"error -404"});
  EXPECT_EQ(ask(answer(hex("94010000"))), Seen{"unknown 404"});
  EXPECT_EQ(ask(answer({})), Seen{"unknown 0"});
}

TEST_F(Http, ErrorStatus_IsItsNegativeAndTheEnd_C20_N115) {
  EXPECT_EQ(ask("HTTP/1.1 404 Not Found\r\nContent-Length: 5", as_bytes("text!")),
            (Seen{"error -404", closed}));
  EXPECT_EQ(ask("HTTP/1.1 407 Proxy Authentication Required"), (Seen{"error -407", closed}));
  EXPECT_EQ(ask("HTTP/1.1 500 x\r\nTransfer-Encoding: chunked"), (Seen{"error -500", closed}));
}

TEST_F(Http, Redirects_AreNotFollowed_N115) {
  EXPECT_EQ(ask("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0"),
            (Seen{"error -302", closed}));
}

TEST_F(Http, OtherGoodStatuses_AreRefused) {
  for (const std::string_view status : {"100 Continue", "101 Switching Protocols", "201 Created",
                                        "204 No Content", "206 x", "000 x"}) {
    EXPECT_EQ(ask("HTTP/1.1 " + std::string(status) + "\r\nContent-Length: 4", hex("6cfeffff")),
              Seen{bad})
        << status;
  }
}

TEST_F(Http, AnnouncedEnd_ComesAfterTheAnswer) {
  const Bytes packet = pattern(24);
  EXPECT_EQ(ask("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 24", packet),
            (Seen{describe(packet), closed}));
  EXPECT_EQ(ask("HTTP/1.0 200 OK\r\nContent-Length: 24", packet), (Seen{describe(packet), closed}));
}

TEST_F(Http, Lengths_AreStrict_H15) {
  const Bytes body = pattern(24);
  for (const std::string_view fields :
       {"X: y", "Content-Length: 24\r\nContent-Length: 24",
        "Content-Length: 24\r\ncontent-length: 25", "Content-Length: +24", "Content-Length: -1",
        "Content-Length: 0x18", "Content-Length: 24, 24", "Content-Length:", "Content-Length: 2 4",
        "Content-Length: 99999999999999999999999", "Transfer-Encoding: chunked",
        "Content-Length: 24\r\nTransfer-Encoding: chunked",
        "Content-Length: 24\r\nTransfer-Encoding: identity",
        "Content-Length: 24\r\nContent-Encoding: gzip"}) {
    EXPECT_EQ(ask("HTTP/1.1 200 OK\r\n" + std::string(fields), body), Seen{bad}) << fields;
  }
}

TEST_F(Http, BodyOverTheCap_IsRefusedOnItsLength_C25) {
  EXPECT_EQ(
      ask("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(limits::max_frame_received + 1)),
      Seen{"CLOSE a received frame is larger than the limit"});
  EXPECT_EQ(ask("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(limits::max_frame_received)),
            Seen{});
  EXPECT_LE(transport_->prepare(1).size(), limits::receive_growth) << "nothing is reserved for it";
}

TEST_F(Http, ResponseThatNobodyAskedFor_Closes) {
  EXPECT_EQ(read_all(*transport_, answer(pattern(24))), Seen{bad});
  const Bytes packet = pattern(24);
  const Bytes twice = concat({answer(packet), answer(packet)});
  EXPECT_EQ(ask(twice), (Seen{describe(packet), bad}));
  EXPECT_EQ(ask(twice, pieces_of(1)), (Seen{describe(packet), bad}));
}

TEST_F(Http, LongHead_Closes_H15) {
  EXPECT_EQ(ask("HTTP/1.1 200 OK\r\nX: " + std::string(16 * 1024, 'x')), Seen{bad});
}

TEST_F(Http, RefusesWhatNoServerTakes) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{42}, limits::max_packet_sent + 4}) {
    Buffer packet(Buffer::default_headroom);
    packet.append(pattern(size));
    EXPECT_FALSE(transport_->wrap(packet, false).has_value()) << size;
    EXPECT_EQ(packet.size(), size);
  }
  EXPECT_FALSE(wrap(*transport_, sample_packet()).empty()) << "a refused packet is no request";
}

TEST_F(Http, Payload_AliasesTheReceiveBuffer) {
  (void)wrap(*transport_, sample_packet());
  const Bytes stream = answer(pattern(72));
  const MutableBytes space = transport_->prepare(4096);
  std::ranges::copy(stream, space.begin());
  transport_->commit(stream.size());
  const auto event = transport_->next();
  ASSERT_TRUE(event.has_value() && event->has_value());
  EXPECT_EQ(std::get<PacketReceived>(**event).payload.data(), space.data() + stream.size() - 72);
}

}  // namespace
}  // namespace strata::mtproto::transport_test
