// The stored form of a session: what is written is read, and no damage goes unnoticed.
#include "session/session_codec.hpp"

#include "client/session_samples.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/digest.hpp"

#include <gtest/gtest.h>

namespace strata::detail {
namespace {

using testing_support::expect_same;
using testing_support::sample_session;

bool is_session_error(const Error& error) {
  return error.code() == ClientErrc::session_corrupt || error.code() == ClientErrc::session_version;
}

/// The stored form of some payload with a right header and digest.
Bytes frame(BytesView payload, std::uint32_t format = 2) {
  Bytes stored;
  append(stored, as_bytes("STRATASN"));
  stored.resize(16);
  store_le(stored.data() + 8, format);
  store_le(stored.data() + 12, static_cast<std::uint32_t>(payload.size()));
  append(stored, payload);
  const crypto::Sha256Digest digest = crypto::sha256({BytesView(stored)});
  append(stored, digest);
  return stored;
}

TEST(SessionCodec, EveryField_SurvivesTheRoundTrip) {
  const auto decoded = decode_session(encode_session(sample_session()));
  ASSERT_TRUE(decoded) << decoded.error().what();
  expect_same(*decoded, sample_session());
}

TEST(SessionCodec, EmptySession_SurvivesTheRoundTrip) {
  const auto decoded = decode_session(encode_session(SessionData()));
  ASSERT_TRUE(decoded) << decoded.error().what();
  expect_same(*decoded, SessionData());
}

TEST(SessionCodec, EveryTruncation_IsATypedError) {
  const SecretBuffer stored = encode_session(sample_session());
  for (std::size_t size = 0; size < stored.size(); ++size) {
    const auto decoded = decode_session(BytesView(stored).first(size));
    ASSERT_FALSE(decoded) << size;
    EXPECT_TRUE(is_session_error(decoded.error())) << decoded.error().what();
  }
}

TEST(SessionCodec, EverySingleBitFlip_IsATypedError) {
  SecretBuffer stored = encode_session(sample_session());
  for (std::size_t bit = 0; bit < stored.size() * 8; ++bit) {
    const auto mask = static_cast<std::uint8_t>(1U << bit % 8);
    stored[bit / 8] ^= mask;
    const auto decoded = decode_session(stored);
    stored[bit / 8] ^= mask;
    ASSERT_FALSE(decoded) << "bit " << bit;
    EXPECT_TRUE(is_session_error(decoded.error())) << decoded.error().what();
  }
}

TEST(SessionCodec, AppendedJunk_IsRefused) {
  SecretBuffer stored = encode_session(sample_session());
  stored.push_back(0);
  EXPECT_FALSE(decode_session(stored));
}

TEST(SessionCodec, NewerVersion_IsNamed) {
  Bytes stored = frame({});
  stored[8] = 9;
  const auto decoded = decode_session(stored);
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().code(), ClientErrc::session_version);
}

// The first format had no field for the expiry of the addresses.
TEST(SessionCodec, OlderVersion_IsRead) {
  SessionData session = sample_session();
  session.dc_options_expire = 0;
  session.prefer_ipv6 = false;
  for (DcEntry& dc : session.dcs) {
    for (DcAddress& address : dc.addresses) address.secret.clear();
  }
  const SecretBuffer stored = encode_session(session);
  Bytes payload(stored.begin() + 16, stored.end() - 32);
  constexpr std::ptrdiff_t expiry_at = 4 + 1 + 8;
  payload.erase(payload.begin() + expiry_at, payload.begin() + expiry_at + 8);
  const auto decoded = decode_session(frame(payload, 1));
  ASSERT_TRUE(decoded) << decoded.error().what();
  expect_same(*decoded, session);
}

TEST(SessionCodec, ImpossibleContentUnderARightDigest_IsRefused) {
  const SecretBuffer good = encode_session(sample_session());
  const Bytes payload(good.begin() + 16, good.end() - 32);
  for (std::size_t size = 0; size < payload.size(); ++size) {
    EXPECT_FALSE(decode_session(frame(BytesView(payload).first(size)))) << size;
  }
  // Whatever a byte becomes, reading ends and gives either a session or a typed error.
  for (std::size_t at = 0; at < payload.size(); ++at) {
    for (const int value : {0x00, 0x7f, 0x80, 0xff}) {
      Bytes changed = payload;
      changed[at] = static_cast<std::uint8_t>(value);
      const auto decoded = decode_session(frame(changed));
      EXPECT_TRUE(decoded || is_session_error(decoded.error()));
    }
  }
}

TEST(SessionCodec, HugeCounts_AllocateNothing) {
  Bytes payload(4 + 1 + 8);
  store_le(payload.data(), std::int32_t{2});
  const Bytes count(4, 0xff);
  append(payload, count);
  EXPECT_FALSE(decode_session(frame(payload)));
}

TEST(SessionCodec, ZeroAuthKey_IsRefused) {
  SessionData session;
  session.dc(2).auth_key = testing_support::sample_key(3);
  SecretBuffer stored = encode_session(session);
  constexpr std::size_t key_at = 16 + 4 + 1 + 8 + 8 + 4 + 4 + 1;
  std::fill_n(stored.begin() + key_at, crypto::AuthKey::size, std::uint8_t{0});
  const Bytes payload(stored.begin() + 16, stored.end() - 32);
  EXPECT_FALSE(decode_session(frame(payload)));
}

}  // namespace
}  // namespace strata::detail
