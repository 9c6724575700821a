// The backend that keeps a session in one private file.
#include "session/private_file.hpp"
#include "session/session_codec.hpp"

#include "strata/client/errors.hpp"
#include "strata/client/session_backend.hpp"

namespace strata {
namespace {

class FileBackend final : public SessionBackend {
 public:
  explicit FileBackend(std::filesystem::path path) : path_(std::move(path)) {}

  Result<std::optional<SessionData>> load() override {
    readable_ = false;
    if (Status locked = lock(); !locked) return fail(std::move(locked).error());
    auto content = detail::read_private_file(path_, detail::max_session_size);
    if (!content) return fail(std::move(content).error());
    if (!*content) {
      readable_ = true;
      return std::optional<SessionData>();
    }
    Result<SessionData> session = detail::decode_session(**content);
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
    return detail::replace_private_file(path_, detail::encode_session(session));
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
  Status lock() {
    if (lock_.is_open()) return {};
    Result<detail::FileHandle> taken = detail::lock_file(path_);
    if (!taken) return fail(std::move(taken).error());
    lock_ = std::move(*taken);
    return {};
  }

  std::filesystem::path path_;
  detail::FileHandle lock_;
  bool readable_ = false;  ///< what is stored now was read, or there was nothing
};

}  // namespace

std::unique_ptr<SessionBackend> make_file_backend(std::filesystem::path path) {
  return std::make_unique<FileBackend>(std::move(path));
}

}  // namespace strata
