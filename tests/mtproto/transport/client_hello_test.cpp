// The ClientHello of fake TLS: its shape as a proxy and OpenSSL read it, and its digest.
#include "transport/client_hello.hpp"

#include "mtproto/transport/fake_tls_server.hpp"
#include "support/scripted_random.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>
#include <set>

namespace strata::mtproto::transport_test {
namespace {

using test::ScriptedRandom;

const Bytes secret = from_hex("000102030405060708090a0b0c0d0e0f").value();
constexpr std::uint32_t noon = 1'700'000'000;

Bytes draw(std::string_view domain, HelloShape shape, std::uint64_t seed = 1) {
  ScriptedRandom random({}, seed);
  Bytes hello = draw_client_hello(domain, shape, random);
  sign_client_hello(hello, secret, noon);
  return hello;
}

HelloSeen accepted(BytesView hello) {
  const auto seen = FakeTlsServer(secret).accept(hello, noon);
  EXPECT_TRUE(seen.has_value());
  return seen.value_or(HelloSeen{});
}

bool is_grease(unsigned value) {
  return (value & 0x0f0fU) == 0x0a0aU && value >> 8U == (value & 0xffU);
}

TEST(ClientHello, Digest_V811) {
  Bytes record = from_hex("1603010200010001fc0303").value();
  record.resize(517);
  for (std::size_t j = 43; j < record.size(); ++j) record[j] = static_cast<std::uint8_t>(11 * j);
  record[43] = 0x20;
  sign_client_hello(record, secret, noon);
  EXPECT_EQ(to_hex(BytesView(record).subspan(11, 32)),
            "02ea567410118032cab11ef37b267267826ef1681a80bf8ac78023655abd1bf8");
}

TEST(ClientHello, ProxyReadsDomainTimeAndSession_C13) {
  for (const HelloShape shape : {HelloShape::current, HelloShape::classic}) {
    const HelloSeen seen = accepted(draw("www.example.com", shape));
    EXPECT_EQ(seen.domain, "www.example.com");
    EXPECT_EQ(seen.unix_seconds, noon);
    EXPECT_EQ(seen.session_id.size(), 32U);
    ASSERT_GE(seen.ciphers.size(), 4U);
    EXPECT_TRUE(is_grease(seen.ciphers[0]));
    EXPECT_EQ(seen.ciphers[1], 0x1301U);
  }
}

TEST(ClientHello, Classic_Has517BytesWithEveryDomain_C14) {
  for (std::size_t size = 1; size <= 182; ++size) {
    std::string domain(size, 'a');
    for (std::size_t i = 60; i < size - 1; i += 61) domain[i] = '.';
    const Bytes hello = draw(domain, HelloShape::classic, size);
    ASSERT_EQ(hello.size(), 517U) << size;
    ASSERT_EQ(to_hex(BytesView(hello).first(11)), "1603010200010001fc0303");
    ASSERT_EQ(accepted(hello).domain, domain);
  }
}

TEST(ClientHello, Current_OffersBothKeyShares_C14) {
  std::set<std::size_t> sizes;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const Bytes hello = draw("example.com", HelloShape::current, seed);
    sizes.insert(hello.size());
    EXPECT_GE(hello.size(), 517U);
    const HelloSeen seen = accepted(hello);
    ASSERT_EQ(seen.shares.size(), 3U);
    EXPECT_TRUE(is_grease(seen.shares[0].first));
    EXPECT_EQ(seen.shares[0].first, seen.groups.at(0)) << "one number for group and share";
    EXPECT_EQ(seen.shares[1], (std::pair<unsigned, std::size_t>(0x11ec, 1216)));
    EXPECT_EQ(seen.shares[2], (std::pair<unsigned, std::size_t>(29, 32)));
    EXPECT_TRUE(std::ranges::count(seen.extensions, 0xfe0dU) == 1);
  }
  EXPECT_EQ(sizes.size(), 4U) << "the filler of the encrypted hello has four sizes";
}

TEST(ClientHello, Extensions_ArePermutedBetweenTwoGreaseOnes_C14) {
  std::set<std::vector<unsigned>> orders;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    std::vector<unsigned> types =
        accepted(draw("example.com", HelloShape::current, seed)).extensions;
    ASSERT_TRUE(is_grease(types.front()));
    ASSERT_TRUE(is_grease(types.back()));
    ASSERT_NE(types.front(), types.back());
    const std::vector<unsigned> inner(types.begin() + 1, types.end() - 1);
    orders.insert(inner);
    std::ranges::sort(types);
    ASSERT_EQ(std::ranges::adjacent_find(types), types.end()) << "an extension stands there twice";
  }
  EXPECT_EQ(orders.size(), 100U);
}

TEST(ClientHello, NoTwoAreAlike) {
  EXPECT_NE(accepted(draw("a.b", HelloShape::classic, 1)).random,
            accepted(draw("a.b", HelloShape::classic, 2)).random);
}

struct Free {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
};

// OpenSSL as the site that is imitated, with a certificate of its own.
std::unique_ptr<SSL_CTX, Free> make_site() {
  std::unique_ptr<SSL_CTX, Free> context(SSL_CTX_new(TLS_server_method()));
  const std::unique_ptr<EVP_PKEY, Free> key(EVP_EC_gen("P-256"));
  const std::unique_ptr<X509, Free> certificate(X509_new());
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  EXPECT_EQ(SSL_CTX_use_certificate(context.get(), certificate.get()), 1);
  EXPECT_EQ(SSL_CTX_use_PrivateKey(context.get(), key.get()), 1);
  return context;
}

struct SiteAnswer {
  bool goes_on = false;
  std::string domain;
  std::string version;
};

// How far the site comes: it goes on only if it reads the hello and computes with its key share.
SiteAnswer ask_site(SSL_CTX* site, BytesView hello) {
  const std::unique_ptr<SSL, Free> ssl(SSL_new(site));
  BIO* const in = BIO_new(BIO_s_mem());
  BIO* const out = BIO_new(BIO_s_mem());
  BIO_write(in, hello.data(), static_cast<int>(hello.size()));
  SSL_set_bio(ssl.get(), in, out);
  SSL_set_accept_state(ssl.get());
  const int result = SSL_do_handshake(ssl.get());
  SiteAnswer answer;
  answer.goes_on = SSL_get_error(ssl.get(), result) == SSL_ERROR_WANT_READ;
  answer.version = SSL_get_version(ssl.get());
  const char* const name = SSL_get_servername(ssl.get(), TLSEXT_NAMETYPE_host_name);
  if (name != nullptr) answer.domain = name;
  return answer;
}

TEST(ClientHello, RealTlsServer_GoesOnWithTls13) {
  const auto site = make_site();
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    for (const HelloShape shape : {HelloShape::current, HelloShape::classic}) {
      const SiteAnswer answer = ask_site(site.get(), draw("www.example.com", shape, seed));
      EXPECT_TRUE(answer.goes_on);
      EXPECT_EQ(answer.version, "TLSv1.3");
      EXPECT_EQ(answer.domain, "www.example.com");
    }
  }
  Bytes broken = draw("www.example.com", HelloShape::classic);
  broken[44 + 32] ^= 0xff;  // the length of the list of ciphers
  EXPECT_FALSE(ask_site(site.get(), broken).goes_on);
}

}  // namespace
}  // namespace strata::mtproto::transport_test
