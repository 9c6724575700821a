// The backend that keeps a session in memory only.
#include "strata/client/session_backend.hpp"

namespace strata {
namespace {

class MemoryBackend final : public SessionBackend {
 public:
  Result<std::optional<SessionData>> load() override { return session_; }

  Status save(const SessionData& session) override {
    session_ = session;
    return {};
  }

  Status remove() override {
    session_.reset();
    return {};
  }

  [[nodiscard]] std::string name() const override { return "memory"; }

 private:
  std::optional<SessionData> session_;
};

}  // namespace

std::unique_ptr<SessionBackend> make_memory_backend() { return std::make_unique<MemoryBackend>(); }

}  // namespace strata
