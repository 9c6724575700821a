// No passphrase and no key of a session stays in memory that was given back.
#include "client/session_samples.hpp"
#include "client/temporary_folder.hpp"
#include "mtproto/watched_memory.hpp"

#include "strata/client/session_backend.hpp"

#include <gtest/gtest.h>

#include <string>

namespace strata {
namespace {

using test::watch;
using test::watched;
using testing_support::sample_session;
using testing_support::TemporaryFolder;

constexpr std::string_view passphrase = "0f1e2d3c4b5a69788796a5b4c3d2e1f0 horse staple";
constexpr crypto::PassphraseCost quick{.passes = 1,
                                       .memory_kib = crypto::min_passphrase_memory_kib};

class SessionWiping : public testing::Test {
 protected:
  SessionWiping() {
    watch.look_for(as_bytes(passphrase));
    watch.look_for(session_.dc(4).auth_key->bytes());
  }
  ~SessionWiping() override { watch = {}; }

  bool save_and_load(const std::filesystem::path& path, std::string_view with) {
    const auto backend = make_encrypted_file_backend(path, with, quick);
    const auto loaded = backend->load();
    return loaded && backend->save(session_).has_value();
  }

  TemporaryFolder folder_;
  /// Made and left outside of the watch: samples are not wiped.
  SessionData session_ = sample_session();
};

TEST_F(SessionWiping, WatchFindsWhatIsNotWiped_A81) {
  watched([] {
    const std::string copy(passphrase);
    test::look_at(copy.data());
    return 0;
  });
  EXPECT_GT(watch.found, 0);
  watch.found = 0;
  const BytesView key = session_.dc(4).auth_key->bytes();
  watched([key] {
    const Bytes copy(key.begin(), key.end());
    test::look_at(copy.data());
    return 0;
  });
  EXPECT_GT(watch.found, 0);
}

TEST_F(SessionWiping, EncryptedFile_LeavesNeitherPassphraseNorKeys_A81) {
  const std::filesystem::path path = folder_ / "a.session";
  EXPECT_TRUE(watched([&] { return save_and_load(path, passphrase); }));
  EXPECT_TRUE(watched([&] { return save_and_load(path, passphrase); }));
  EXPECT_EQ(watch.found, 0);
}

TEST_F(SessionWiping, WrongPassphrase_IsWipedToo_A81) {
  const std::filesystem::path path = folder_ / "a.session";
  ASSERT_TRUE(save_and_load(path, "another one"));
  EXPECT_FALSE(watched([&] { return save_and_load(path, passphrase); }));
  EXPECT_EQ(watch.found, 0);
}

}  // namespace
}  // namespace strata
