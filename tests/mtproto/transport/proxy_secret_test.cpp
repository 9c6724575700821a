// Secrets of MTProxy: the table of rule C-11, the texts they come in, and the transports they ask
// for.
#include "strata/mtproto/proxy_secret.hpp"

#include "strata/mtproto/errors.hpp"

#include <gtest/gtest.h>

namespace strata::mtproto {
namespace {

const std::string key = "00112233445566778899aabbccddeeff";

Bytes hex(std::string_view text) { return from_hex(text).value(); }

Bytes fake_tls(std::string_view domain) {
  Bytes bytes = hex("ee" + key);
  append(bytes, as_bytes(domain));
  return bytes;
}

// What the secret is, or the code of the refusal.
std::string describe(const Result<ProxySecret>& secret) {
  if (!secret) {
    EXPECT_EQ(secret.error().message().find("112233"), std::string::npos) << "a secret is told";
    return secret.error().code() == Errc::wrong_proxy_secret ? "wrong" : "unsupported";
  }
  std::string text = to_hex(secret->key());
  if (secret->kind() == ProxySecretKind::padded) text = "dd " + text;
  if (secret->kind() == ProxySecretKind::fake_tls) text = "ee " + text + " " + secret->domain();
  return text;
}

std::string bytes(BytesView raw) { return describe(make_proxy_secret(raw)); }
std::string text(std::string_view written) { return describe(parse_proxy_secret(written)); }

TEST(ProxySecret, LengthsAndFirstBytes_N107_V812) {
  EXPECT_EQ(bytes({}), "wrong");
  EXPECT_EQ(bytes(Bytes(15)), "wrong");
  EXPECT_EQ(bytes(hex(key)), key);
  EXPECT_EQ(bytes(hex("dd" + key)), "dd " + key);
  EXPECT_EQ(bytes(hex("ee" + key)), "unsupported") << "no domain";
  EXPECT_EQ(bytes(hex("ef" + key)), "unsupported");
  EXPECT_EQ(bytes(hex("00" + key)), "unsupported");
  EXPECT_EQ(bytes(hex("dd" + key + "61")), "unsupported");
  EXPECT_EQ(bytes(hex("cc" + key + "61")), "unsupported");
  EXPECT_EQ(bytes(fake_tls("example.com")), "ee " + key + " example.com");
}

TEST(ProxySecret, SixteenBytes_ArePlainWhateverTheyBeginWith) {
  for (const std::string_view first : {"dd", "ee", "ef"}) {
    const std::string all = std::string(first) + std::string(30, '0');
    EXPECT_EQ(bytes(hex(all)), all);
  }
}

TEST(ProxySecret, Domains_N107) {
  const std::string label(60, 'a');
  const std::string longest = label + "." + label + "." + label;
  ASSERT_EQ(longest.size(), 182U);
  EXPECT_EQ(bytes(fake_tls(longest)), "ee " + key + " " + longest);
  EXPECT_EQ(bytes(fake_tls(longest + "a")), "unsupported");
  using namespace std::literals;
  for (const std::string_view domain :
       {"exa mple"sv, "a\0b"sv, "-a"sv, "пример.рф"sv, "a\r\nHost: b"sv, "a:1"sv}) {
    EXPECT_EQ(bytes(fake_tls(domain)), "unsupported") << domain;
  }
}

TEST(ProxySecret, WrittenForms_N107) {
  EXPECT_EQ(text(key), key);
  EXPECT_EQ(text("00112233445566778899AABBCCDDEEFF"), key);
  EXPECT_EQ(text("ABEiM0RVZneImaq7zN3u_w"), key);
  EXPECT_EQ(text("ABEiM0RVZneImaq7zN3u_w=="), key);
  EXPECT_EQ(text("ABEiM0RVZneImaq7zN3u/w=="), key);
  EXPECT_EQ(text("3QARIjNEVWZ3iJmqu8zd7v8"), "dd " + key);
  EXPECT_EQ(text("7gARIjNEVWZ3iJmqu8zd7v9hLmI"), "ee " + key + " a.b");
  EXPECT_EQ(text("ee" + key + "612e62"), "ee " + key + " a.b");
}

TEST(ProxySecret, TextThatIsNone_N107) {
  EXPECT_EQ(text(""), "wrong");
  EXPECT_EQ(text(key.substr(2)), "wrong") << "30 hexadecimal digits";
  EXPECT_EQ(text(" " + key), "wrong");
  EXPECT_EQ(text(key + "\n"), "wrong");
  EXPECT_EQ(text("0x" + key), "wrong");
  EXPECT_EQ(text("ABEiM0RVZneImaq7zN3u_w="), "wrong") << "half of the padding";
  EXPECT_EQ(text("secret!"), "wrong");
  EXPECT_EQ(text(std::string(100'000, 'a')), "wrong");
}

TEST(ProxySecret, ErrorsGiveAdvice) {
  const Error error = parse_proxy_secret("0011").error();
  EXPECT_NE(error.message().find("copy all of it"), std::string::npos) << error.message();
}

TEST(ProxySecret, Clone_IsEqual) {
  const ProxySecret secret = make_proxy_secret(fake_tls("a.b")).value();
  EXPECT_EQ(describe(secret.clone()), "ee " + key + " a.b");
}

TEST(ProxySecret, Transport_FollowsTheKind) {
  const ProxySecret plain = make_proxy_secret(hex(key)).value();
  const ProxySecret padded = make_proxy_secret(hex("dd" + key)).value();
  const ProxySecret tls = make_proxy_secret(fake_tls("a.b")).value();
  using Kind = TransportKind;
  EXPECT_EQ(transport_through(plain, Kind::abridged), Kind::obfuscated_abridged);
  EXPECT_EQ(transport_through(plain, Kind::obfuscated_abridged), Kind::obfuscated_abridged);
  EXPECT_EQ(transport_through(plain, Kind::intermediate), Kind::obfuscated_intermediate);
  EXPECT_EQ(transport_through(plain, Kind::padded_intermediate), Kind::obfuscated_padded);
  EXPECT_EQ(transport_through(plain, Kind::full), Kind::obfuscated_intermediate);
  for (const Kind wanted :
       {Kind::abridged, Kind::full, Kind::obfuscated_intermediate, Kind::fake_tls}) {
    EXPECT_EQ(transport_through(padded, wanted), Kind::obfuscated_padded);
    EXPECT_EQ(transport_through(tls, wanted), Kind::fake_tls);
  }
}

TEST(ProxySecret, Options_CarryKeyDomainAndDc) {
  const ProxySecret secret = make_proxy_secret(fake_tls("a.b")).value();
  const TransportOptions options = options_through(secret, -10002);
  EXPECT_EQ(to_hex(options.proxy_secret), key);
  EXPECT_EQ(options.host, "a.b");
  EXPECT_EQ(options.dc, -10002);
}

}  // namespace
}  // namespace strata::mtproto
