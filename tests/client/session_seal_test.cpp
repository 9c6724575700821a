// Encrypted sessions: what is on the disk, wrong passphrases, damage, hostile headers.
#include "session/session_seal.hpp"

#include "client/coroutine_test.hpp"
#include "client/session_samples.hpp"
#include "client/temporary_folder.hpp"
#include "session/session_codec.hpp"

#include "strata/client/client.hpp"
#include "strata/client/errors.hpp"
#include "strata/client/session_backend.hpp"
#include "strata/crypto/digest.hpp"

#include <asio/thread_pool.hpp>
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <thread>

namespace strata {
namespace {

namespace fs = std::filesystem;
using crypto::PassphraseCost;
using detail::SecretBuffer;
using detail::SessionSeal;
using testing_support::expect_same;
using testing_support::read_file;
using testing_support::sample_session;
using testing_support::TemporaryFolder;
using testing_support::write_file;

// The cheapest that is allowed: these tests guess no passphrases.
constexpr PassphraseCost quick{.passes = 1, .memory_kib = crypto::min_passphrase_memory_kib};
constexpr std::string_view passphrase = "correct horse battery staple";
constexpr std::size_t passes_at = 12;
constexpr std::size_t memory_at = 16;
constexpr std::size_t length_at = 60;

SecretBuffer plain_sample() { return detail::encode_session(sample_session()); }

SecretBuffer sealed_sample() { return SessionSeal(passphrase, quick).seal(plain_sample()).value(); }

std::error_code open_error(BytesView stored, std::string_view with = passphrase) {
  const auto opened = SessionSeal(with, quick).open(stored);
  return opened ? std::error_code() : opened.error().code();
}

/// The check sum as a person makes it who may write the file.
void forge_digest(SecretBuffer& stored) {
  const BytesView content = BytesView(stored).first(stored.size() - 32);
  const crypto::Sha256Digest digest = crypto::sha256({content});
  std::copy(digest.begin(), digest.end(), stored.end() - 32);
}

SecretBuffer with_number(std::size_t at, std::uint32_t value) {
  SecretBuffer stored = sealed_sample();
  store_le(stored.data() + at, value);
  forge_digest(stored);
  return stored;
}

bool contains(std::string_view text, BytesView part) {
  return text.find(as_text(part)) != std::string_view::npos;
}

TEST(SessionSeal, OpensWhatItSealed_A81) {
  const SecretBuffer stored = sealed_sample();
  EXPECT_TRUE(SessionSeal::is_sealed(stored));
  EXPECT_FALSE(SessionSeal::is_sealed(plain_sample()));
  EXPECT_EQ(SessionSeal(passphrase, quick).open(stored).value(), plain_sample());
}

TEST(SessionSeal, NothingOfTheSession_StandsInTheFile_A81) {
  const SessionData session = sample_session();
  const SecretBuffer stored = sealed_sample();
  const std::string_view text = as_text(stored);
  for (const DcEntry& dc : session.dcs) {
    if (!dc.auth_key) continue;
    for (std::size_t at = 0; at + 8 <= crypto::AuthKey::size; at += 8) {
      EXPECT_FALSE(contains(text, BytesView(dc.auth_key->bytes()).subspan(at, 8)));
    }
  }
  EXPECT_FALSE(contains(text, as_bytes("alice")));
  EXPECT_FALSE(contains(text, as_bytes("149.154.167.91")));
  EXPECT_FALSE(contains(text, as_bytes(passphrase)));
}

TEST(SessionSeal, EachSave_HasItsOwnNonce) {
  SessionSeal seal(passphrase, quick);
  const SecretBuffer first = seal.seal(plain_sample()).value();
  const SecretBuffer second = seal.seal(plain_sample()).value();
  EXPECT_NE(first, second);
  EXPECT_EQ(open_error(second), std::error_code());
  const BytesView nonce_of_first = BytesView(first).subspan(36, 24);
  EXPECT_FALSE(contains(as_text(second), nonce_of_first));
}

TEST(SessionSeal, WrongPassphrase_IsToldFromDamage_A81) {
  const SecretBuffer stored = sealed_sample();
  EXPECT_EQ(open_error(stored, "correct horse battery stapl"), ClientErrc::session_passphrase);
  EXPECT_EQ(open_error(stored, ""), ClientErrc::invalid_argument);
}

// H-20
TEST(SessionSeal, EveryTruncationAndFlippedBit_IsATypedError_A81) {
  const SecretBuffer good = sealed_sample();
  for (std::size_t size = 8; size < good.size(); ++size) {
    EXPECT_EQ(open_error(BytesView(good).first(size)), ClientErrc::session_corrupt) << size;
  }
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    SecretBuffer bad = good;
    bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ (1U << bit % 8));
    const std::size_t byte = bit / 8;
    if (byte < 8) continue;  // another format then
    const auto expected =
        byte < passes_at ? ClientErrc::session_version : ClientErrc::session_corrupt;
    EXPECT_EQ(open_error(bad), expected) << bit;
  }
  SecretBuffer longer = good;
  longer.push_back(0);
  EXPECT_EQ(open_error(longer), ClientErrc::session_corrupt);
}

TEST(SessionSeal, HostileCost_IsRefusedBeforeTheKeyIsDerived_A81) {
  const std::uint32_t most = crypto::max_passphrase_memory_kib;
  for (const std::uint32_t memory : {0U, 7U, most + 1, 0xffff'ffffU}) {
    EXPECT_EQ(open_error(with_number(memory_at, memory)), ClientErrc::session_corrupt) << memory;
  }
  for (const std::uint32_t passes : {0U, crypto::max_passphrase_passes + 1, 0xffff'ffffU}) {
    EXPECT_EQ(open_error(with_number(passes_at, passes)), ClientErrc::session_corrupt) << passes;
  }
  for (const std::uint32_t length : {0U, 15U, 0xffff'ffffU}) {
    EXPECT_EQ(open_error(with_number(length_at, length)), ClientErrc::session_corrupt) << length;
  }
}

// The cost stands in the file, but a lower one does not open it: it makes another key.
TEST(SessionSeal, ChangedHeaderWithAForgedDigest_DoesNotOpen_A81) {
  EXPECT_EQ(open_error(with_number(passes_at, 2)), ClientErrc::session_passphrase);
  EXPECT_EQ(open_error(with_number(memory_at, 16)), ClientErrc::session_passphrase);
  SecretBuffer stored = sealed_sample();
  stored[stored.size() - 40] ^= 1U;
  forge_digest(stored);
  EXPECT_EQ(open_error(stored), ClientErrc::session_passphrase);
}

TEST(SessionSeal, AnotherCostThanWanted_IsReplacedByTheNextSave) {
  SessionSeal stronger(passphrase, {.passes = 2, .memory_kib = 16});
  ASSERT_TRUE(stronger.open(sealed_sample()));
  const SecretBuffer again = stronger.seal(plain_sample()).value();
  EXPECT_EQ(load_le<std::uint32_t>(again.data() + passes_at), 2U);
  EXPECT_EQ(load_le<std::uint32_t>(again.data() + memory_at), 16U);
  EXPECT_EQ(open_error(again), std::error_code());
}

TEST(EncryptedFileBackend, SavedSession_IsLoadedWithThePassphraseOnly_A81) {
  const TemporaryFolder folder;
  const fs::path path = folder / "a.session";
  const mode_t old_mask = ::umask(0);
  ASSERT_TRUE(make_encrypted_file_backend(path, passphrase, quick)->save(sample_session()));
  ::umask(old_mask);
  using fs::perms;
  EXPECT_EQ(fs::status(path).permissions(), perms::owner_read | perms::owner_write);
  const std::string stored = read_file(path);

  const auto loaded = make_encrypted_file_backend(path, passphrase, quick)->load();
  ASSERT_TRUE(loaded && *loaded) << loaded.error().what();
  expect_same(**loaded, sample_session());

  for (const auto& other :
       {make_file_backend(path), make_encrypted_file_backend(path, "?", quick)}) {
    const auto refused = other->load();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ClientErrc::session_passphrase);
    EXPECT_NE(refused.error().message().find("a.session"), std::string::npos);
    EXPECT_FALSE(other->save(SessionData()));
    EXPECT_EQ(read_file(path), stored);
    other->close();
  }
}

TEST(EncryptedFileBackend, PlainFile_IsEncryptedByTheNextSave_A81) {
  const TemporaryFolder folder;
  const fs::path path = folder / "a.session";
  ASSERT_TRUE(make_file_backend(path)->save(sample_session()));
  const auto backend = make_encrypted_file_backend(path, passphrase, quick);
  const auto loaded = backend->load();
  ASSERT_TRUE(loaded && *loaded);
  ASSERT_TRUE(backend->save(**loaded));
  EXPECT_TRUE(SessionSeal::is_sealed(as_bytes(read_file(path))));
}

TEST(EncryptedFileBackend, CloseAndLoadAgain_StillHasThePassphrase) {
  const TemporaryFolder folder;
  const auto backend = make_encrypted_file_backend(folder / "a.session", passphrase, quick);
  ASSERT_TRUE(backend->save(sample_session()));
  backend->close();
  // Saved by another process meanwhile, under a salt of its own.
  ASSERT_TRUE(fs::remove(folder / "a.session"));
  const auto other = make_encrypted_file_backend(folder / "a.session", passphrase, quick);
  ASSERT_TRUE(other->save(sample_session()));
  other->close();
  const auto loaded = backend->load();
  ASSERT_TRUE(loaded && *loaded) << loaded.error().what();
}

/// Notes the thread that it works on.
class WatchedBackend final : public SessionBackend {
 public:
  explicit WatchedBackend(fs::path path)
      : inner_(make_encrypted_file_backend(std::move(path), "wrong", quick)) {}

  Result<std::optional<SessionData>> load() override {
    loaded_on = std::this_thread::get_id();
    return inner_->load();
  }
  Status save(const SessionData& session) override { return inner_->save(session); }
  Status remove() override { return inner_->remove(); }
  [[nodiscard]] std::string name() const override { return inner_->name(); }

  std::thread::id loaded_on;

 private:
  std::unique_ptr<SessionBackend> inner_;
};

// The derivation is slow: it runs where the worker executor is, and the client's strand goes on.
TEST(EncryptedFileBackend, WrongPassphrase_IsASessionErrorFromTheWorkersThread_A81) {
  const TemporaryFolder folder;
  ASSERT_TRUE(
      make_encrypted_file_backend(folder / "a.session", passphrase, quick)->save(sample_session()));
  const auto backend = std::make_shared<WatchedBackend>(folder / "a.session");
  asio::thread_pool workers(1);
  asio::io_context context;
  const auto connects = [&]() -> asio::awaitable<void> {
    ClientBuilder builder;
    builder.api_id(1).api_hash("hash").session(backend).worker_executor(workers.get_executor());
    try {
      const Client client = co_await builder.connect();
      ADD_FAILURE() << "connected";
    } catch (const SessionError& error) {
      EXPECT_EQ(error.code(), ClientErrc::session_passphrase);
    }
  };
  testing_support::run(context, connects());
  EXPECT_NE(backend->loaded_on, std::thread::id());
  EXPECT_NE(backend->loaded_on, std::this_thread::get_id());
}

}  // namespace
}  // namespace strata
