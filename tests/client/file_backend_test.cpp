// The session file: private, replaced atomically, and never overwritten when it cannot be read.
#include "client/session_samples.hpp"
#include "client/temporary_folder.hpp"
#include "session/session_codec.hpp"

#include "strata/client/errors.hpp"
#include "strata/client/session_backend.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace strata {
namespace {

namespace fs = std::filesystem;
using testing_support::expect_same;
using testing_support::read_file;
using testing_support::sample_session;
using testing_support::TemporaryFolder;
using testing_support::write_file;

std::error_code load_error(const fs::path& path) {
  const auto backend = make_file_backend(path);
  const auto loaded = backend->load();
  return loaded ? std::error_code() : loaded.error().code();
}

std::string stored_sample() {
  const detail::SecretBuffer stored = detail::encode_session(sample_session());
  return std::string(as_text(stored));
}

TEST(FileBackend, MissingFile_IsNoSession) {
  const TemporaryFolder folder;
  const auto loaded = make_file_backend(folder / "a.session")->load();
  ASSERT_TRUE(loaded) << loaded.error().what();
  EXPECT_FALSE(loaded->has_value());
}

TEST(FileBackend, SavedSession_IsLoadedByAnother) {
  const TemporaryFolder folder;
  ASSERT_TRUE(make_file_backend(folder / "a.session")->save(sample_session()));
  const auto loaded = make_file_backend(folder / "a.session")->load();
  ASSERT_TRUE(loaded && *loaded);
  expect_same(**loaded, sample_session());
}

TEST(FileBackend, Save_LeavesOneFileOfMode0600) {
  const TemporaryFolder folder;
  const mode_t old_mask = ::umask(0);
  const auto backend = make_file_backend(folder / "a.session");
  ASSERT_TRUE(backend->save(sample_session()));
  ASSERT_TRUE(backend->save(sample_session()));
  ::umask(old_mask);
  using fs::perms;
  EXPECT_EQ(fs::status(folder / "a.session").permissions(), perms::owner_read | perms::owner_write);
  EXPECT_FALSE(fs::exists(folder / "a.session.tmp"));
}

TEST(FileBackend, WhatACrashLeft_DoesNotDisturbTheNextSave) {
  const TemporaryFolder folder;
  write_file(folder / "a.session.tmp", "half a session");
  ASSERT_TRUE(make_file_backend(folder / "a.session")->save(sample_session()));
  EXPECT_EQ(read_file(folder / "a.session"), stored_sample());
}

TEST(FileBackend, DamagedFile_IsRefusedAndNeverOverwritten) {
  const TemporaryFolder folder;
  const std::string good = stored_sample();
  for (const std::string& damaged :
       {std::string(), std::string("junk"), good.substr(0, good.size() - 1), good + "x"}) {
    write_file(folder / "a.session", damaged);
    const auto backend = make_file_backend(folder / "a.session");
    const auto loaded = backend->load();
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code(), ClientErrc::session_corrupt);
    EXPECT_NE(loaded.error().message().find("a.session"), std::string::npos);
    EXPECT_FALSE(backend->save(sample_session()));
    EXPECT_EQ(read_file(folder / "a.session"), damaged);
  }
}

TEST(FileBackend, SaveWithoutLoad_AlsoRefusesADamagedFile) {
  const TemporaryFolder folder;
  write_file(folder / "a.session", "junk");
  const Status saved = make_file_backend(folder / "a.session")->save(sample_session());
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().code(), ClientErrc::session_corrupt);
}

TEST(FileBackend, FolderLinkAndPipe_AreNoFiles) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "folder");
  EXPECT_EQ(load_error(folder / "folder"), ClientErrc::session_not_a_file);

  write_file(folder / "target", stored_sample());
  fs::create_symlink(folder / "target", folder / "link");
  EXPECT_EQ(load_error(folder / "link"), ClientErrc::session_not_a_file);
  EXPECT_FALSE(make_file_backend(folder / "link")->save(sample_session()));
  EXPECT_TRUE(fs::is_symlink(folder / "link"));

  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), S_IRUSR | S_IWUSR), 0);
  EXPECT_EQ(load_error(folder / "pipe"), ClientErrc::session_not_a_file);
}

TEST(FileBackend, FileThatOthersMayRead_IsInsecure) {
  const TemporaryFolder folder;
  write_file(folder / "a.session", stored_sample());
  for (const fs::perms extra : {fs::perms::group_read, fs::perms::others_write}) {
    fs::permissions(folder / "a.session", fs::perms(0600) | extra);
    EXPECT_EQ(load_error(folder / "a.session"), ClientErrc::session_insecure);
  }
}

TEST(FileBackend, SparseGiant_IsRefusedUnread) {
  const TemporaryFolder folder;
  write_file(folder / "a.session", "");
  fs::resize_file(folder / "a.session", std::uintmax_t{4} << 30U);
  EXPECT_EQ(load_error(folder / "a.session"), ClientErrc::session_corrupt);
}

TEST(FileBackend, SecondClient_IsKeptAwayUntilTheFirstCloses) {
  const TemporaryFolder folder;
  const auto first = make_file_backend(folder / "a.session");
  ASSERT_TRUE(first->load());
  EXPECT_EQ(load_error(folder / "a.session"), ClientErrc::session_in_use);
  first->close();
  EXPECT_EQ(load_error(folder / "a.session"), std::error_code());
}

TEST(FileBackend, MissingFolder_IsAnErrorOnSave) {
  const TemporaryFolder folder;
  const Status saved = make_file_backend(folder / "no/such/a.session")->save(sample_session());
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().code(), ClientErrc::session_io);
}

TEST(FileBackend, Remove_DeletesAndMayBeRepeated) {
  const TemporaryFolder folder;
  const auto backend = make_file_backend(folder / "a.session");
  ASSERT_TRUE(backend->save(sample_session()));
  EXPECT_TRUE(backend->remove());
  EXPECT_TRUE(backend->remove());
  EXPECT_FALSE(fs::exists(folder / "a.session"));
}

}  // namespace
}  // namespace strata
