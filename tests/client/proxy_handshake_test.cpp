// SOCKS5 and HTTP CONNECT as procedures: forms, refusals, limits, any split of the input.
#include "net/http_connect.hpp"
#include "net/socks5.hpp"

#include "strata/client/errors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>

namespace strata::detail {
namespace {

using namespace std::string_literals;

std::shared_ptr<const Proxy> proxy(Proxy::Kind kind, std::string user = {}, std::string pass = {}) {
  return std::make_shared<const Proxy>(kind, "proxy.example:1080", std::move(user),
                                       std::move(pass));
}

std::unique_ptr<ProxyHandshake> socks(const Endpoint& target, std::string user = {},
                                      std::string pass = {}) {
  auto made = Socks5::make(proxy(Proxy::Kind::socks5, std::move(user), std::move(pass)), target);
  return std::move(*made);
}

std::unique_ptr<ProxyHandshake> http(const Endpoint& target, std::string user = {},
                                     std::string pass = {}) {
  auto made =
      HttpConnect::make(proxy(Proxy::Kind::http_connect, std::move(user), std::move(pass)), target);
  return std::move(*made);
}

std::string text(const Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

/// What a whole handshake came to, whatever the pieces in which the proxy's bytes arrived.
struct Outcome {
  std::string sent;
  std::string rest;
  std::error_code code;
  bool is_done = false;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome play(ProxyHandshake& handshake, const std::string& input, std::size_t piece) {
  Outcome outcome;
  outcome.sent = text(handshake.start());
  for (std::size_t at = 0; at < input.size();) {
    const std::string part = input.substr(at, outcome.is_done ? input.size() : piece);
    if (outcome.is_done) {
      outcome.rest += part;
      break;
    }
    const Bytes bytes(part.begin(), part.end());
    const auto progress = handshake.on_bytes(bytes);
    if (!progress) {
      outcome.code = progress.error().code();
      break;
    }
    at += progress->used;
    outcome.sent += text(progress->reply);
    outcome.is_done = progress->is_done;
  }
  return outcome;
}

using Make = std::function<std::unique_ptr<ProxyHandshake>()>;

/// The outcome, which must not depend on how the input is cut.
Outcome play(const Make& make, const std::string& input) {
  const Outcome whole = play(*make(), input, input.size());
  for (std::size_t piece = 1; piece <= std::min<std::size_t>(input.size(), 70); ++piece) {
    EXPECT_EQ(play(*make(), input, piece), whole) << "in pieces of " << piece;
  }
  return whole;
}

const Endpoint ipv4("149.154.167.51", 443);

TEST(Socks5, WithoutPassword_AsksForTheAddress_C18) {
  const auto make = [] { return socks(ipv4); };
  const auto outcome = play(make, "\5\0\5\0\0\1\1\2\3\4\0\120first"s);
  EXPECT_EQ(outcome.sent, "\5\1\0"s + "\5\1\0\1\x95\x9a\xa7\x33\1\xbb"s);
  EXPECT_TRUE(outcome.is_done);
  EXPECT_EQ(outcome.rest, "first");
}

TEST(Socks5, NamesAndIpv6_HaveTheirOwnForms_C18) {
  const Endpoint six("2001:db8::1", 80);
  const auto by_six = play([&] { return socks(six); }, "\5\0"s);
  EXPECT_EQ(by_six.sent.substr(3), "\5\1\0\4\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1\0\120"s);
  const Endpoint named("dc.example", 80);
  const auto by_name = play([&] { return socks(named); }, "\5\0"s);
  EXPECT_EQ(by_name.sent.substr(3), "\5\1\0\3\x0a"s + "dc.example" + "\0\120"s);
  EXPECT_FALSE(Socks5::make(proxy(Proxy::Kind::socks5), Endpoint(std::string(256, 'a'), 1)));
}

TEST(Socks5, Password_IsGivenWhenAsked_C18) {
  const auto make = [] { return socks(ipv4, "me", "secret"); };
  const auto asked = play(make, "\5\2\1\0\5\0\0\3\2ab\0\1"s);
  EXPECT_EQ(asked.sent.substr(0, 4), "\5\2\0\2"s);
  EXPECT_EQ(asked.sent.substr(4, 11), "\1\2me\6secret"s);
  EXPECT_TRUE(asked.is_done);
  const auto not_asked = play(make, "\5\0\5\0\0\1\1\2\3\4\0\1"s);
  EXPECT_EQ(not_asked.sent.find("secret"), std::string::npos);
  EXPECT_TRUE(not_asked.is_done);
}

TEST(Socks5, LongestReply_FitsAndLeavesNothingBehind_C18) {
  const std::string reply = "\5\0\0\3\xff"s + std::string(255, 'x') + "\0\1"s;
  ASSERT_EQ(reply.size(), Socks5::max_reply);
  const auto outcome = play([] { return socks(ipv4); }, "\5\0"s + reply + "MT");
  EXPECT_TRUE(outcome.is_done);
  EXPECT_EQ(outcome.rest, "MT");
}

TEST(Socks5, EveryRefusal_IsATypedError_C18) {
  const auto plain = [] { return socks(ipv4); };
  const auto with_password = [] { return socks(ipv4, "me", "secret"); };
  for (const std::string& input :
       {"\4\0"s, "\5\xff"s, "\5\1"s, "\5\2"s, "\5\0\4\0\0\1\1\2\3\4\0\1"s, "HTTP/1.1 400"s,
        "\5\0\5\5\0\1\1\2\3\4\0\1"s, "\5\0\5\0\0\2\1\2\3\4\0\1"s, "\5\0\5\xee\0\1\1\2\3\4\0\1"s}) {
    EXPECT_EQ(play(plain, input).code, ClientErrc::proxy_failed);
  }
  EXPECT_EQ(play(with_password, "\5\2\1\1"s).code, ClientErrc::proxy_failed);
  EXPECT_EQ(play(with_password, "\5\2\5\0"s).code, ClientErrc::proxy_failed);
}

TEST(HttpConnect, Request_NamesTheTarget_C18) {
  const auto four = play([] { return http(ipv4); }, "");
  EXPECT_EQ(four.sent, "CONNECT 149.154.167.51:443 HTTP/1.1\r\nHost: 149.154.167.51:443\r\n\r\n");
  const Endpoint six("2001:db8::1", 80);
  const auto outcome = play([&] { return http(six, "Aladdin", "open sesame"); }, "");
  EXPECT_EQ(outcome.sent,
            "CONNECT [2001:db8::1]:80 HTTP/1.1\r\nHost: [2001:db8::1]:80\r\n"
            "Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n\r\n");
}

TEST(HttpConnect, HostNames_CannotSmuggleLines) {
  const auto kind = proxy(Proxy::Kind::http_connect);
  for (const std::string& host : {"a\r\nX: y"s, "a b"s, ""s, "u@h"s, std::string(256, 'a')}) {
    EXPECT_FALSE(HttpConnect::make(kind, Endpoint(host, 1)));
  }
}

TEST(HttpConnect, BytesBehindTheHead_BelongToTheConnection_C18_M12) {
  const auto outcome = play([] { return http(ipv4); },
                            "HTTP/1.0 200 Connection established\r\nVia: x\r\n\r\n\xef\1\r\n\r\n");
  EXPECT_TRUE(outcome.is_done);
  EXPECT_EQ(outcome.rest, "\xef\1\r\n\r\n");
}

TEST(HttpConnect, EveryRefusal_IsATypedErrorWithoutRedirect_C18) {
  const auto make = [] { return http(ipv4, "me", "secret"); };
  for (const char* head : {"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
                           "HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\n\r\n",
                           "HTTP/1.1 100 x\r\n\r\n", "HTTP/1.1 2000\r\n\r\n", "HTTP/1.1\r\n\r\n   ",
                           "HTTP/2 200\r\n\r\n", "HTTP/1.x 200 \r\n\r\n", "SSH-2.0-x", "\5\0"}) {
    const auto outcome = play(make, head);
    EXPECT_EQ(outcome.code, ClientErrc::proxy_failed) << head;
    EXPECT_EQ(outcome.sent, text(make()->start()));
  }
}

TEST(HttpConnect, EndlessHead_IsCut_C18) {
  const std::string endless = "HTTP/1.1 200 OK\r\n" + std::string(1U << 20U, 'a');
  const auto handshake = http(ipv4);
  (void)handshake->start();
  const std::string whole = endless.substr(0, HttpConnect::max_head);
  EXPECT_TRUE(handshake->on_bytes(Bytes(whole.begin(), whole.end())));
  EXPECT_EQ(handshake->on_bytes(Bytes{'a'}).error().code(), ClientErrc::proxy_failed);
  EXPECT_EQ(play(*http(ipv4), endless, 4096).code, ClientErrc::proxy_failed);
}

TEST(Proxy, Credentials_AreBothOrNoneAndShort_C18) {
  const auto make = [](Proxy::Kind kind, std::string user, std::string pass) {
    const Proxy made(kind, "h:1", std::move(user), std::move(pass));
    return made.has_credentials();
  };
  EXPECT_FALSE(make(Proxy::Kind::socks5, "", ""));
  EXPECT_TRUE(make(Proxy::Kind::socks5, std::string(255, 'u'), std::string(255, 'p')));
  EXPECT_THROW(make(Proxy::Kind::socks5, std::string(256, 'u'), "p"), Error);
  EXPECT_THROW(make(Proxy::Kind::socks5, "u", ""), Error);
  EXPECT_THROW(make(Proxy::Kind::socks5, "", "p"), Error);
  EXPECT_THROW(make(Proxy::Kind::http_connect, "u:v", "p"), Error);
  EXPECT_THROW(Proxy(Proxy::Kind::socks5, "no port"), Error);
}

}  // namespace
}  // namespace strata::detail
