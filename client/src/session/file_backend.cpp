// The backend that keeps a session in one private file.
#include "session/private_file.hpp"
#include "session/session_codec.hpp"
#include "session/session_seal.hpp"

#include "strata/client/errors.hpp"
#include "strata/client/session_backend.hpp"

#include <optional>
#include <utility>

namespace strata {
namespace {

/// What the file format adds around the largest session.
constexpr std::size_t seal_overhead = 1024;

class FileBackend final : public SessionBackend {
 public:
  explicit FileBackend(std::filesystem::path path, std::optional<detail::SessionSeal> seal)
      : path_(std::move(path)), seal_(std::move(seal)) {}

  Result<std::optional<SessionData>> load() override {
    readable_ = false;
    if (Status locked = lock(); !locked) return fail(std::move(locked).error());
    auto content = detail::read_private_file(path_, detail::max_session_size + seal_overhead);
    if (!content) return fail(std::move(content).error());
    if (!*content) {
      readable_ = true;
      return std::optional<SessionData>();
    }
    Result<SessionData> session = decode(**content);
    if (!session) {
      return fail(session.error().code(), path_.string() + ": " + session.error().message());
    }
    readable_ = true;
    return std::optional<SessionData>(std::move(*session));
  }

  Status save(const SessionData& session) override {
    // What cannot be read is never overwritten: it may be all that is left of a login (H-20).
    if (!readable_) {
      if (auto existing = load(); !existing) return fail(std::move(existing).error());
    }
    const detail::SecretBuffer plain = detail::encode_session(session);
    if (!seal_) return detail::replace_private_file(path_, plain);
    const Result<detail::SecretBuffer> sealed = seal_->seal(plain);
    if (!sealed) return fail(sealed.error());
    return detail::replace_private_file(path_, *sealed);
  }

  void close() noexcept override {
    lock_.close();
    readable_ = false;
  }

  Status remove() override {
    if (Status locked = lock(); !locked) return locked;
    std::error_code failure;
    std::filesystem::remove(path_, failure);
    if (failure) {
      return fail(ClientErrc::session_io,
                  "cannot delete '" + path_.string() + "': " + failure.message());
    }
    return {};
  }

  [[nodiscard]] std::string name() const override { return path_.string(); }

 private:
  // Spec: A-81
  Result<SessionData> decode(BytesView stored) {
    if (!detail::SessionSeal::is_sealed(stored)) return detail::decode_session(stored);
    if (!seal_) {
      return fail(ClientErrc::session_passphrase,
                  "the session is encrypted; give its passphrase (encrypted_session)");
    }
    const Result<detail::SecretBuffer> plain = seal_->open(stored);
    if (!plain) return fail(plain.error());
    return detail::decode_session(*plain);
  }

  Status lock() {
    if (lock_.is_open()) return {};
    Result<detail::FileHandle> taken = detail::lock_file(path_);
    if (!taken) return fail(std::move(taken).error());
    lock_ = std::move(*taken);
    return {};
  }

  std::filesystem::path path_;
  std::optional<detail::SessionSeal> seal_;
  detail::FileHandle lock_;
  bool readable_ = false;  ///< what is stored now was read, or there was nothing
};

}  // namespace

std::unique_ptr<SessionBackend> make_file_backend(std::filesystem::path path) {
  return std::make_unique<FileBackend>(std::move(path), std::nullopt);
}

std::unique_ptr<SessionBackend> make_encrypted_file_backend(std::filesystem::path path,
                                                            std::string_view passphrase,
                                                            crypto::PassphraseCost cost) {
  return std::make_unique<FileBackend>(std::move(path), detail::SessionSeal(passphrase, cost));
}

}  // namespace strata
