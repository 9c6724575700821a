// The hello of fake TLS against a proxy of our own writing: answers of real proxies, every cut,
// every way in which an answer can be wrong.
#include "mtproto/transport/fake_tls_server.hpp"
#include "mtproto/transport/stream.hpp"
#include "support/vectors.hpp"
#include "transport/fake_tls_answer.hpp"

#include "strata/mtproto/errors.hpp"
#include "strata/mtproto/preamble.hpp"

namespace strata::mtproto::transport_test {
namespace {

using namespace std::chrono_literals;

const Bytes secret = hex("000102030405060708090a0b0c0d0e0f");
constexpr std::chrono::seconds noon{1'700'000'000};

std::unique_ptr<Preamble> make_hello(crypto::RandomSource& random, BytesView key = secret) {
  TransportOptions options;
  options.proxy_secret = key;
  options.host = "www.example.com";
  options.classic_hello = true;  // the answer does not depend on it, and it is drawn faster
  auto preamble = make_preamble(TransportKind::fake_tls, random, options);
  EXPECT_TRUE(preamble.has_value());
  return std::move(preamble).value();
}

class FakeTlsPreambleTest : public testing::Test {
 protected:
  std::unique_ptr<ScriptedRandom> random_ = std::make_unique<ScriptedRandom>();
  FakeTlsServer proxy_{secret};
  std::unique_ptr<Preamble> hello_;
  Bytes client_random_;

  // A fresh connection whose client has said its hello.
  void connect() {
    random_ = std::make_unique<ScriptedRandom>();
    hello_ = make_hello(*random_);
    const Bytes sent = hello_->start({.monotonic = 100s, .unix_time = noon}).value();
    const auto seen = proxy_.accept(sent, static_cast<std::uint32_t>(noon.count()));
    ASSERT_TRUE(seen.has_value());
    client_random_ = seen->random;
  }

  // Feeds an answer and says what became of it: "done N" with N unused bytes, "waits", or the
  // error.
  std::string feed(BytesView answer, const Split& split = whole()) {
    while (!answer.empty()) {
      const BytesView piece = answer.first(split(answer.size()));
      answer = answer.subspan(piece.size());
      const Result<PreambleProgress> progress = hello_->on_bytes(piece);
      if (!progress) return progress.error().code().message();
      if (progress->is_done) {
        return "done " + std::to_string(piece.size() - progress->used + answer.size());
      }
      EXPECT_EQ(progress->used, piece.size());
    }
    return "waits";
  }

  // To a hello that draws the same bytes each time, so that an answer may be made in advance.
  std::string answer_with(BytesView answer, const Split& split = whole()) {
    connect();
    return feed(answer, split);
  }

  Bytes good_answer(int hello_records = 1, std::size_t data_size = 300) {
    connect();
    return proxy_.answer(client_random_, hello_records, data_size);
  }
};

const std::string refused = "the proxy handshake failed";

TEST_F(FakeTlsPreambleTest, GoodAnswer_IsTaken) {
  EXPECT_EQ(answer_with(good_answer()), "done 0");
  EXPECT_EQ(hello_->deadline(), std::nullopt);
}

TEST_F(FakeTlsPreambleTest, EveryCut_GivesTheSame_N095) {
  const Bytes answer = concat({good_answer(3, 100), hex("170303")});
  EXPECT_EQ(answer_with(answer), "done 3");
  EXPECT_EQ(answer_with(answer, pieces_of(1)), "done 3");
  for (std::size_t border = 1; border < answer.size(); ++border) {
    ASSERT_EQ(answer_with(answer, cut_at(border)), "done 3") << border;
  }
}

// What a proxy pipelines behind its hello must reach the transport (table M, row 12).
TEST_F(FakeTlsPreambleTest, M12_BytesBehindTheAnswer_AreLeftForTheTransport) {
  const Bytes answer = good_answer();
  const Bytes more = pattern(500);
  EXPECT_EQ(answer_with(concat({answer, more})), "done 500");
}

TEST_F(FakeTlsPreambleTest, Truncated_Waits) {
  const Bytes answer = good_answer();
  for (std::size_t end = 0; end < answer.size(); ++end) {
    ASSERT_EQ(answer_with(BytesView(answer).first(end)), "waits") << end;
    ASSERT_EQ(hello_->on_end().code(), Errc::proxy_handshake_failed);
  }
}

TEST_F(FakeTlsPreambleTest, AnyBitFlipped_IsRefusedOrNeverEnds_N108) {
  const Bytes answer = good_answer(2, 40);
  for (std::size_t bit = 0; bit < answer.size() * 8; ++bit) {
    Bytes damaged = answer;
    damaged[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const std::string outcome = answer_with(damaged);
    ASSERT_TRUE(outcome == refused || outcome == "waits") << bit << ' ' << outcome;
  }
}

TEST_F(FakeTlsPreambleTest, AfterARefusal_NothingGoesOn_N108) {
  Bytes answer = good_answer();
  answer[11] ^= 1;
  EXPECT_EQ(answer_with(answer), refused);
  EXPECT_EQ(hello_->on_bytes(answer).error().code(), Errc::invalid_argument);
  EXPECT_EQ(hello_->start({}).error().code(), Errc::invalid_argument);
  EXPECT_EQ(hello_->deadline(), std::nullopt);
}

TEST_F(FakeTlsPreambleTest, AnswerToAnotherHelloOrWithAnotherSecret_IsRefused) {
  connect();
  Bytes other = client_random_;
  other[0] ^= 1;
  EXPECT_EQ(feed(proxy_.answer(other)), refused);
  connect();
  EXPECT_EQ(feed(FakeTlsServer(Bytes(16, 7)).answer(client_random_)), refused);
}

TEST_F(FakeTlsPreambleTest, HandshakeRecords_SixteenButNotSeventeen_N109) {
  EXPECT_EQ(answer_with(good_answer(3)), "done 0");
  EXPECT_EQ(answer_with(good_answer(16)), "done 0");
  EXPECT_EQ(answer_with(good_answer(17)), refused);
}

TEST_F(FakeTlsPreambleTest, OtherOrders_AreRefused_C15) {
  Bytes server_hello{2, 0, 0, 0x76, 3, 3};
  server_hello.resize(122);
  const Bytes first = tls_record(0x16, server_hello);
  const Bytes change = tls_record(0x14, Bytes{1});
  const Bytes data = tls_record(0x17, Bytes(64));
  const auto signed_by_proxy = [this](std::initializer_list<BytesView> parts) {
    connect();
    return feed(proxy_.sign(concat(parts), client_random_));
  };
  EXPECT_EQ(signed_by_proxy({first, change, data}), "done 0");
  EXPECT_EQ(signed_by_proxy({first, data}), refused) << "no change of cipher";
  EXPECT_EQ(signed_by_proxy({first, change, change, data}), refused);
  EXPECT_EQ(signed_by_proxy({first, change, first, data}), refused);
  EXPECT_EQ(signed_by_proxy({first, tls_record(0x14, Bytes{2}), data}), refused);
  EXPECT_EQ(signed_by_proxy({first, tls_record(0x14, Bytes{1, 1}), data}), refused);
  EXPECT_EQ(signed_by_proxy({first, tls_record(0x16, {}), change, data}), refused);
  EXPECT_EQ(signed_by_proxy({tls_record(0x17, server_hello), change, data}), refused);
  EXPECT_EQ(signed_by_proxy({tls_record(0x16, Bytes(37)), Bytes(1), change, data}), refused);
}

TEST_F(FakeTlsPreambleTest, AlertAndOtherServers_AreRefusedAtOnce_C15) {
  EXPECT_EQ(answer_with(hex("15030300020228")), refused);
  EXPECT_EQ(answer_with(hex("1503030002")), refused);
  EXPECT_EQ(answer_with(as_bytes("HTTP/1.1 400 Bad Request\r\n")), refused);
  EXPECT_EQ(answer_with(hex("1603010100")), refused) << "another version";
}

TEST_F(FakeTlsPreambleTest, LongAnswer_IsRefusedBeforeItComes_C15) {
  EXPECT_EQ(answer_with(good_answer(1, 60'000)), "done 0");
  connect();
  const Bytes start = proxy_.answer(client_random_, 1, 0);
  const BytesView before_data = BytesView(start).first(start.size() - 5);
  const std::size_t room = 64 * 1024 - start.size();
  EXPECT_EQ(answer_with(concat({before_data, tls_header(0x17, room)})), "waits");
  EXPECT_EQ(answer_with(concat({before_data, tls_header(0x17, room + 1)})), refused);
}

TEST_F(FakeTlsPreambleTest, NoAnswerInTenSeconds_C15) {
  connect();
  EXPECT_EQ(hello_->deadline(), 110s);
  EXPECT_TRUE(hello_->on_deadline({.monotonic = 109'999ms}).has_value());
  EXPECT_EQ(feed(hex("160303")), "waits");
  EXPECT_EQ(hello_->deadline(), 110s) << "no byte moves it";
  const Status status = hello_->on_deadline({.monotonic = 110s});
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code(), Errc::preamble_timeout);
  EXPECT_EQ(hello_->on_bytes(hex("16")).error().code(), Errc::invalid_argument);
}

// A proxy that finds the hello too old or too new closes, or passes it on to a real site.
TEST_F(FakeTlsPreambleTest, ClockWrongByAnHour_SaysThatItMayBeTheTime_N113) {
  hello_ = make_hello(*random_);
  const Bytes sent = hello_->start({.unix_time = noon - 1h}).value();
  EXPECT_FALSE(proxy_.accept(sent, static_cast<std::uint32_t>(noon.count())).has_value());
  const Error error = hello_->on_end();
  EXPECT_EQ(error.code(), Errc::proxy_handshake_failed);
  EXPECT_NE(error.message().find("clock"), std::string::npos) << error.message();

  // With the server's time, which the caller has once it was connected, the proxy accepts.
  hello_ = make_hello(*random_);
  EXPECT_TRUE(proxy_.accept(hello_->start({.unix_time = noon}).value(),
                            static_cast<std::uint32_t>(noon.count())));
}

TEST_F(FakeTlsPreambleTest, TimeBeyond32Bits_Wraps_H26) {
  for (const std::chrono::seconds time :
       {std::chrono::seconds(-5), std::chrono::seconds(0x1'0000'0005)}) {
    hello_ = make_hello(*random_);
    const Bytes sent = hello_->start({.unix_time = time}).value();
    const auto wrapped = static_cast<std::uint32_t>(time.count());
    const auto seen = proxy_.accept(sent, wrapped);
    ASSERT_TRUE(seen.has_value());
    EXPECT_EQ(seen->unix_seconds, wrapped);
  }
}

// Feeds a recorded answer in pieces of this size and says what became of it.
std::string read_recorded(const test::Vectors& vectors, const std::string& proxy, Bytes answer,
                          std::size_t piece_size) {
  FakeTlsAnswer reader(vectors.array<16>("secret"), vectors.array<32>(proxy + ".client_random"));
  for (BytesView rest = answer; !rest.empty();) {
    const BytesView piece = rest.first(std::min(piece_size, rest.size()));
    rest = rest.subspan(piece.size());
    const Result<PreambleProgress> progress = reader.take(piece);
    if (!progress) return "refused";
    if (progress->is_done) return rest.empty() ? "done" : "done too early";
  }
  return "waits";
}

TEST(FakeTlsAnswer, OfRealProxies_V810) {
  const test::Vectors vectors("fake_tls.txt");
  for (const std::string proxy : {"mtprotoproxy", "mtg"}) {
    Bytes answer = vectors[proxy + ".answer"];
    EXPECT_EQ(read_recorded(vectors, proxy, answer, answer.size()), "done") << proxy;
    EXPECT_EQ(read_recorded(vectors, proxy, answer, 1), "done") << proxy;
    EXPECT_EQ(read_recorded(vectors, proxy, answer, 1000), "done") << proxy;
    answer[answer.size() - 1] ^= 1;
    EXPECT_EQ(read_recorded(vectors, proxy, answer, 1000), "refused") << proxy;
  }
}

TEST(FakeTlsPreamble, NeedsSecretAndDomain) {
  ScriptedRandom random;
  const auto code = [&random](BytesView key, std::string_view host) {
    TransportOptions options;
    options.proxy_secret = key;
    options.host = host;
    const auto made = make_preamble(TransportKind::fake_tls, random, options);
    return made ? std::error_code() : made.error().code();
  };
  EXPECT_EQ(code(secret, "a.b"), std::error_code());
  EXPECT_EQ(code({}, "a.b"), Errc::invalid_argument);
  EXPECT_EQ(code(Bytes(17), "a.b"), Errc::invalid_argument);
  EXPECT_EQ(code(secret, ""), Errc::invalid_argument);
  EXPECT_EQ(code(secret, "a b"), Errc::invalid_argument);
  EXPECT_EQ(code(secret, std::string(61, 'a') + "." + std::string(121, 'b')),
            Errc::invalid_argument);
}

TEST(FakeTlsPreamble, OtherKinds_NeedNone) {
  ScriptedRandom random;
  for (const TransportKind kind :
       {TransportKind::abridged, TransportKind::full, TransportKind::obfuscated_padded}) {
    const auto preamble = make_preamble(kind, random, {});
    ASSERT_TRUE(preamble.has_value());
    EXPECT_EQ(*preamble, nullptr);
  }
}

}  // namespace
}  // namespace strata::mtproto::transport_test
