// Links to a proxy: the forms that are passed around, and everything that is wrong with others.
#include "strata/mtproto/proxy_link.hpp"

#include "strata/mtproto/errors.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto {
namespace {

const std::string secret = "00112233445566778899aabbccddeeff";
const std::string rest = "server=proxy.example&port=443&secret=" + secret;

std::string read(const std::string& link) {
  const Result<ProxyLink> parsed = parse_proxy_link(link);
  if (!parsed) {
    EXPECT_EQ(parsed.error().message().find("112233"), std::string::npos) << "a secret is told";
    return parsed.error().code() == Errc::bad_proxy_link ? "bad" : "secret";
  }
  return parsed->server + " " + std::to_string(parsed->port) + " " + to_hex(parsed->secret.key());
}

const std::string expected = "proxy.example 443 " + secret;

TEST(ProxyLink, EveryFormOfAddress) {
  for (const std::string start :
       {"tg://proxy?", "tg:proxy?", "TG://PROXY?", "https://t.me/proxy?", "http://t.me/proxy?",
        "t.me/proxy?", "https://telegram.me/proxy?", "https://telegram.dog/proxy?",
        "https://T.ME/proxy?", "tg://proxy/?"}) {
    EXPECT_EQ(read(start + rest), expected) << start;
  }
}

TEST(ProxyLink, OrderOtherParametersAndFragment_DoNotMatter) {
  EXPECT_EQ(read("tg://proxy?secret=" + secret + "&port=443&bot=@x&server=proxy.example"),
            expected);
  EXPECT_EQ(read("tg://proxy?" + rest + "#part&port=1"), expected);
  EXPECT_EQ(read("tg://proxy?&&" + rest + "&"), expected);
}

TEST(ProxyLink, PercentSigns_AreUndone) {
  EXPECT_EQ(read("tg://proxy?server=proxy%2Eexample&port=%34%34%33&secret=" + secret), expected);
  EXPECT_EQ(read("tg://proxy?server=a.b&port=1&secret=ABEiM0RVZneImaq7zN3u%2Fw%3D%3D"),
            "a.b 1 " + secret);
  EXPECT_EQ(read("tg://proxy?server=a.b&port=1&secret=ABEiM0RVZneImaq7zN3u/w=="),
            "a.b 1 " + secret);
  for (const std::string broken : {"%", "%4", "%zz", "%4z", "a%"}) {
    EXPECT_EQ(read("tg://proxy?server=" + broken + "&port=443&secret=" + secret), "bad") << broken;
  }
}

TEST(ProxyLink, Addresses) {
  const auto with = [](const std::string& server) {
    return read("tg://proxy?server=" + server + "&port=443&secret=" + secret);
  };
  EXPECT_EQ(with("127.0.0.1"), "127.0.0.1 443 " + secret);
  EXPECT_EQ(with("2001:db8::1"), "2001:db8::1 443 " + secret);
  for (const std::string bad :
       {"", "a b", "a%00b", "1.2.3", "a/b", "a:80", "user@host", "%0d%0a", ":::"}) {
    EXPECT_EQ(with(bad), "bad") << bad;
  }
}

TEST(ProxyLink, Ports_C12) {
  const auto with = [](const std::string& port) {
    return read("tg://proxy?server=a.b&port=" + port + "&secret=" + secret);
  };
  EXPECT_EQ(with("1"), "a.b 1 " + secret);
  EXPECT_EQ(with("65535"), "a.b 65535 " + secret);
  for (const std::string bad :
       {"", "0", "65536", "-1", "+1", "1e3", "443x", " 443", "99999999999999999999"}) {
    EXPECT_EQ(with(bad), "bad") << bad;
  }
}

TEST(ProxyLink, MissingOrTwice_IsRefused) {
  EXPECT_EQ(read("tg://proxy?server=a.b&port=1"), "bad");
  EXPECT_EQ(read("tg://proxy?port=1&secret=" + secret), "bad");
  EXPECT_EQ(read("tg://proxy?server=a.b&secret=" + secret), "bad");
  EXPECT_EQ(read("tg://proxy?" + rest + "&port=444"), "bad");
  EXPECT_EQ(read("tg://proxy?"), "bad");
}

TEST(ProxyLink, OtherLinks_AreNoProxies) {
  for (const std::string link :
       {"", "tg://", "tg://socks?", "tg://proxies?", "https://t.me.evil/proxy?",
        "ftp://t.me/proxy?", "https://example.com/proxy?", "proxy?", "https://t.me/durov?",
        "tg://proxy"}) {
    EXPECT_EQ(read(link + rest), "bad") << link;
  }
}

TEST(ProxyLink, WrongSecret_IsItsOwnError) {
  EXPECT_EQ(read("tg://proxy?server=a.b&port=1&secret=0011"), "secret");
  EXPECT_EQ(read("tg://proxy?server=a.b&port=1&secret="), "secret");
}

TEST(ProxyLink, Length_IsBounded_H22) {
  EXPECT_EQ(read("tg://proxy?" + rest + "&x=" + std::string(900, 'y')), expected);
  EXPECT_EQ(read("tg://proxy?" + rest + "&x=" + std::string(1024, 'y')), "bad");
}

}  // namespace
}  // namespace strata::mtproto
