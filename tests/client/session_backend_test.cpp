// The granular updates that every backend gets, and the backends without a file.
#include "strata/client/session_backend.hpp"

#include "client/session_samples.hpp"
#include "session/base64.hpp"
#include "session/session_codec.hpp"

#include "strata/client/errors.hpp"
#include "strata/crypto/digest.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace strata {
namespace {

using testing_support::expect_same;
using testing_support::sample_session;

TEST(MemoryBackend, KeepsWhatWasSavedUntilRemoved) {
  const auto backend = make_memory_backend();
  EXPECT_FALSE((*backend->load()).has_value());
  ASSERT_TRUE(backend->save(sample_session()));
  expect_same(**backend->load(), sample_session());
  ASSERT_TRUE(backend->remove());
  EXPECT_FALSE((*backend->load()).has_value());
}

TEST(SessionBackend, GranularUpdates_ChangeOnlyTheirPart) {
  const auto backend = make_memory_backend();
  ASSERT_TRUE(backend->save(sample_session()));

  SessionData expected = sample_session();
  expected.dc(1).server_salt = 9;
  ASSERT_TRUE(backend->update_dc(expected.dc(1)));
  expected.home_dc = 1;
  ASSERT_TRUE(backend->set_home_dc(1));
  UpdateStateChange change;
  change.qts = 99;
  change.channel = {2002, 5};
  change.apply_to(expected.updates);
  ASSERT_TRUE(backend->apply_update_state(change));
  expected.peers[0].username = "bob";
  ASSERT_TRUE(backend->cache_peer(expected.peers[0]));
  expected.peers.push_back({PeerKind::chat, 7, 0, ""});
  ASSERT_TRUE(backend->cache_peer(expected.peers[2]));

  expect_same(**backend->load(), expected);
}

TEST(SessionString, SurvivesTheRoundTrip) {
  const auto session = from_session_string(to_session_string(sample_session()));
  ASSERT_TRUE(session) << session.error().what();
  expect_same(*session, sample_session());
}

TEST(SessionString, EveryTruncationAndStrayCharacter_IsATypedError) {
  const std::string text = to_session_string(sample_session());
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto session = from_session_string(text.substr(0, size));
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error().code(), ClientErrc::session_bad_string);
  }
  for (const std::string& wrong : {text + "=", " " + text, text + "\n", "+" + text.substr(1)}) {
    EXPECT_FALSE(from_session_string(wrong));
  }
}

// Crafted by somebody who knows the format: the check sum fits, the content does not.
TEST(SessionString, M15_CraftedText_IsATypedErrorAndNoCrash) {
  const detail::SecretBuffer good = detail::encode_session(sample_session());
  for (std::size_t at = 0; at + 32 < good.size(); ++at) {
    for (const unsigned value : {0x00U, 0x7fU, 0xffU}) {
      detail::SecretBuffer crafted = good;
      crafted[at] = static_cast<std::uint8_t>(value);
      const BytesView content = BytesView(crafted).first(crafted.size() - 32);
      const crypto::Sha256Digest digest = crypto::sha256({content});
      std::copy(digest.begin(), digest.end(), crafted.end() - 32);
      const auto session = from_session_string(detail::to_base64url(crafted));
      if (session) continue;  // another number is no crime
      const std::error_code code = session.error().code();
      EXPECT_TRUE(code == ClientErrc::session_bad_string || code == ClientErrc::session_version)
          << at << ' ' << session.error().what();
    }
  }
  // Lists that claim more than can follow, and a key of the wrong kind.
  for (const std::string_view text : {"", "A", "AA==", "U1RSQVRBU04", "////", "\xff\xfe"}) {
    const auto session = from_session_string(text);
    ASSERT_FALSE(session) << text;
    EXPECT_EQ(session.error().code(), ClientErrc::session_bad_string);
  }
  EXPECT_FALSE(from_session_string(std::string(detail::max_session_size + 1, 'A')));
}

TEST(StringBackend, EmptyText_IsNoSession) {
  const auto loaded = make_string_backend("")->load();
  ASSERT_TRUE(loaded);
  EXPECT_FALSE(loaded->has_value());
}

TEST(StringBackend, MalformedText_FailsOnLoad) {
  const auto loaded = make_string_backend("hello")->load();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code(), ClientErrc::session_bad_string);
}

TEST(StringBackend, ChangesStayInMemory) {
  const auto backend = make_string_backend(to_session_string(sample_session()));
  ASSERT_TRUE(backend->set_home_dc(5));
  EXPECT_EQ((**backend->load()).home_dc, 5);
}

TEST(Base64Url, IsTheInverseOfItself) {
  Bytes bytes;
  for (int size = 0; size < 70; ++size) {
    const auto decoded = detail::from_base64url(detail::to_base64url(bytes));
    ASSERT_TRUE(decoded);
    EXPECT_EQ(Bytes(decoded->begin(), decoded->end()), bytes);
    bytes.push_back(static_cast<std::uint8_t>(size * 37 + 250));
  }
  EXPECT_EQ(detail::to_base64url(as_bytes("\xfb\xff?>")), "-_8_Pg");
}

TEST(Base64Url, StrayBits_AreRefused) {
  EXPECT_TRUE(detail::from_base64url("AA"));
  EXPECT_FALSE(detail::from_base64url("AB"));
  EXPECT_FALSE(detail::from_base64url("A"));
}

}  // namespace
}  // namespace strata
