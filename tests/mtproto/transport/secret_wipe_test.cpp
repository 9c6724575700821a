// No proxy secret stays in memory once whoever used it is gone: it is a password (C-17).
#include "mtproto/transport/fake_tls_server.hpp"
#include "mtproto/transport/stream.hpp"
#include "mtproto/watched_memory.hpp"

#include "strata/mtproto/preamble.hpp"
#include "strata/mtproto/proxy_link.hpp"

namespace strata::mtproto::transport_test {
namespace {

using test::watch;
using test::watched;

const std::string key_text = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const std::string text = "ee" + key_text + "612e6578616d706c65";  // a.example
constexpr Now now{.monotonic = std::chrono::seconds(1),
                  .unix_time = std::chrono::seconds(1'700'000'000)};

class SecretWiping : public testing::Test {
 protected:
  SecretWiping() {
    watch.look_for(hex(key_text));
    watch.look_for(as_bytes(key_text));
  }
  ~SecretWiping() override { watch = {}; }

  // In memory of its own, which is looked at when it is given back.
  static std::unique_ptr<ProxySecret> secret() {
    return std::make_unique<ProxySecret>(parse_proxy_secret(text).value());
  }
};

TEST_F(SecretWiping, WatchFindsWhatIsNotWiped_C17) {
  watched([] {
    const Bytes copy = hex(key_text);
    test::look_at(copy.data());
    return 0;
  });
  EXPECT_GT(watch.found, 0);
  watch.found = 0;
  watched([] {
    const std::string copy = key_text;
    test::look_at(copy.data());
    return 0;
  });
  EXPECT_GT(watch.found, 0);
}

TEST_F(SecretWiping, ReadAndCopied_C17) {
  const Bytes bytes = hex(text);
  watched([&bytes] {
    const auto first = secret();
    const auto second = std::make_unique<ProxySecret>(first->clone());
    return second->key().size() + make_proxy_secret(bytes).value().domain().size();
  });
  EXPECT_EQ(watch.found, 0);
}

TEST_F(SecretWiping, OfOtherForms_C17) {
  const std::string unknown = "cc" + text.substr(2);
  const std::string damaged = text + "!";
  EXPECT_TRUE(watched(
      [] { return parse_proxy_secret("7g8eLTxLWml4h5altMPS4fBhLmV4YW1wbGU").has_value(); }));
  EXPECT_FALSE(watched([&unknown] { return parse_proxy_secret(unknown).has_value(); }));
  EXPECT_FALSE(watched([&damaged] { return parse_proxy_secret(damaged).has_value(); }));
  EXPECT_EQ(watch.found, 0);
}

TEST_F(SecretWiping, OfALink_C17) {
  const std::string link = "tg://proxy?server=a.example&port=443&secret=" + text;
  watched([&link] { return parse_proxy_link(link).has_value(); });
  EXPECT_EQ(watch.found, 0);
}

TEST_F(SecretWiping, OfALinkThatIsRefused_C17) {
  const std::string start = "tg://proxy?server=a.example&secret=" + text;
  for (const std::string_view end : {"", "&port=0", "&secret=1", "&port=%", "%", "%zz&port=443"}) {
    const std::string link = start + std::string(end);
    EXPECT_FALSE(watched([&link] { return parse_proxy_link(link).has_value(); })) << end;
    EXPECT_EQ(watch.found, 0) << end;
    watch.found = 0;
  }
}

class ConnectionWiping : public SecretWiping, public testing::WithParamInterface<TransportKind> {};

TEST_P(ConnectionWiping, OfAConnection_C17) {
  ScriptedRandom random;
  watched([&] {
    const auto held = secret();
    const TransportOptions options = options_through(*held, 2);
    const auto transport = make(GetParam(), random, options);
    wrap(*transport, sample_packet());
    return 0;
  });
  EXPECT_EQ(watch.found, 0);
}

INSTANTIATE_TEST_SUITE_P(Kinds, ConnectionWiping,
                         testing::Values(TransportKind::obfuscated_abridged,
                                         TransportKind::obfuscated_padded, TransportKind::fake_tls),
                         [](const testing::TestParamInfo<TransportKind>& each) {
                           return name_of(each.param);
                         });

TEST_F(SecretWiping, OfAHandshakeWithTheProxyGoodOrBad_C17) {
  const FakeTlsServer proxy(hex(key_text));
  for (const bool is_good : {true, false}) {
    ScriptedRandom random;
    const auto held = secret();
    auto preamble =
        make_preamble(TransportKind::fake_tls, random, options_through(*held, 2)).value();
    const Bytes hello = watched([&] { return preamble->start(now).value(); });
    Bytes answer = proxy.answer(BytesView(hello).subspan(11, 32));
    if (!is_good) answer.back() ^= 1;
    const bool is_taken = watched([&] {
      const bool taken = preamble->on_bytes(answer).has_value();
      preamble.reset();
      return taken;
    });
    EXPECT_EQ(is_taken, is_good);
    EXPECT_EQ(watch.found, 0);
  }
}

}  // namespace
}  // namespace strata::mtproto::transport_test
